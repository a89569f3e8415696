import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageFile } from '../../infra/package-file.ts';
import type { Settings } from '../../infra/settings.ts';
import { root } from '../cli/project-root.ts';
import { buildIfStale } from './build-if-stale.ts';
import { describeContents } from './contents/describe-contents.ts';
import { bundleDirectory, bundleMetafile, prepareBundle } from './prepare-bundle.ts';

type Architecture = Settings['architecture'];

/** Returns the zip that is deployed to functions of an architecture. Terraform finds it there. */
export function functionPackage(architecture: Architecture = 'arm64'): string {
  return path.join(root, 'dist', packageFile(architecture));
}

/** Returns the bill of materials that is written beside a zip. */
export function billOfMaterialsOf(zip: string): string {
  return zip.replace(/\.zip$/, '.cdx.json');
}

/**
 * Builds the package that is deployed, unless it is current: the bundle, with sharp's native code for the deployed platform beside it.
 * @throws {Error} when that code can neither be downloaded nor taken from the cache
 */
export async function preparePackage(architecture: Architecture = 'arm64'): Promise<void> {
  const output = functionPackage(architecture);
  const stamp = path.join(root, 'dist', `.package-stamp-${architecture}`);
  const lockFile = path.join(root, 'package-lock.json');
  await buildIfStale({ from: [await prepareBundle(), lockFile], output, stamp }, async () => {
    const [{ installNativeModules }, { zipOf }] = await Promise.all([
      import('./native-modules.ts'),
      import('./zip.ts'),
    ]);
    // Other processes may be building it, too: each in a directory of its own, and the last one wins.
    const directory = await mkdtemp(`${output}-`);
    try {
      const content = path.join(directory, 'content');
      await cp(bundleDirectory, content, { recursive: true });
      await installNativeModules(architecture, { root, cache: path.join(root, 'dist', 'native'), target: content });
      const metafile: unknown = JSON.parse(await readFile(bundleMetafile, 'utf8'));
      const { billOfMaterials, notices } = await describeContents(content, metafile, root);
      await writeFile(path.join(content, 'THIRD-PARTY-NOTICES.txt'), notices);
      await writeFile(billOfMaterialsOf(output), billOfMaterials);
      const zip = path.join(directory, 'thumbnail.zip');
      await writeFile(zip, await zipOf(content));
      await rename(zip, output);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
}
