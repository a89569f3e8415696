import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { cycloneDx } from './cyclonedx.ts';
import { librariesOfMagick, librariesOfSharp } from './library-components.ts';
import { noticesOf } from './notices.ts';
import { bundledPackages, npmComponent } from './npm-components.ts';

const Versions = z.record(z.string(), z.string());
const Manifest = z.object({ name: z.string(), version: z.string() });

/** The fonts say so themselves: fonts/README.md. */
const fonts = { name: 'noto-fonts', version: 'unversioned', purl: 'pkg:generic/noto-fonts', license: 'OFL-1.1' };

/**
 * Describes everything of others in the function's package: as a bill of materials, and as the notices that their licences demand.
 *
 * @param content the directory that is zipped
 * @param metafile esbuild's, of the bundle
 * @param root the directory of the project
 */
export async function describeContents(
  content: string,
  metafile: unknown,
  root: string,
): Promise<{ billOfMaterials: string; notices: string }> {
  const native = await packagesBelow(path.join(content, 'node_modules'));
  const bundled = bundledPackages(metafile).map((directory) => path.join(root, directory));
  const packages = [...native, ...bundled];
  const libvips = native.find((directory) => path.basename(directory).startsWith('sharp-libvips'));
  const versions = Versions.parse(JSON.parse(await readFile(path.join(`${libvips}`, 'versions.json'), 'utf8')));
  const notice = await readFile(path.join(content, 'magick', 'NOTICE'), 'utf8');
  const npm = new Map((await Promise.all(packages.map(npmComponent))).map((component) => [component.purl, component]));
  const { name, version } = Manifest.parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')));
  const components = [...npm.values(), ...librariesOfSharp(versions), ...librariesOfMagick(notice), fonts];
  return { billOfMaterials: cycloneDx(name, version, components), notices: await noticesOf(packages) };
}

async function packagesBelow(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  const nested = names.map(async (name) => {
    const inner = path.join(directory, name);
    return name.startsWith('@') ? (await readdir(inner)).map((each) => path.join(inner, each)) : [inner];
  });
  return (await Promise.all(nested)).flat().sort();
}
