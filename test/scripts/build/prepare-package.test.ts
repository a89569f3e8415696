import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from 'chai';
import { unzipSync } from 'fflate';
import * as z from 'zod';
import { bundledPackages } from '../../../scripts/build/contents/npm-components.ts';
import { bundleMetafile } from '../../../scripts/build/prepare-bundle.ts';
import { prepareLocalPackage } from '../../../scripts/build/prepare-local-package.ts';
import { billOfMaterialsOf, functionPackage, preparePackage } from '../../../scripts/build/prepare-package.ts';
import { root } from '../../../scripts/cli/project-root.ts';

const Package = z.object({ name: z.string(), version: z.string() });
const Bill = z.object({
  components: z.array(
    z.object({ name: z.string(), purl: z.string(), properties: z.array(z.object({ value: z.string() })).optional() }),
  ),
});

const bundled = ['index.mjs', 'render-process.mjs', 'magick-render-process.mjs', 'magick/NOTICE'];

describe('preparePackage', () => {
  const filesOf = async (zip: string) => unzipSync(await readFile(zip));
  let deployed: Record<string, Uint8Array>;
  before(async () => {
    await preparePackage();
    deployed = await filesOf(functionPackage());
  });

  it('puts the bundle that runs on the local AWS, byte for byte, into the zip that is deployed', async () => {
    const local = await filesOf((await prepareLocalPackage()).zip);

    expect(Object.keys(local)).to.include.members(bundled);
    for (const [name, content] of Object.entries(local)) {
      expect(Buffer.from(content).equals(deployed[name] ?? Buffer.of()), name).to.equal(true);
    }
  });

  it('adds native code for the deployed platform and the ImageMagick of node_modules, and nothing else', async () => {
    const local = await filesOf((await prepareLocalPackage()).zip);
    const added = Object.keys(deployed).filter((name) => !Object.hasOwn(local, name));

    expect(added.filter((name) => !name.startsWith('node_modules/'))).to.deep.equal([
      'THIRD-PARTY-NOTICES.txt',
      'magick/magick.wasm',
    ]);
    const program = createRequire(import.meta.url).resolve('@imagemagick/magick-wasm/magick.wasm');
    expect((await readFile(program)).equals(deployed['magick/magick.wasm'] ?? Buffer.of())).to.equal(true);
    const directories = added.map((name) => /^node_modules\/(@img\/[^/]+)\//.exec(name)?.[1] ?? '');
    expect(new Set(directories.filter((directory) => directory !== ''))).to.deep.equal(
      new Set(['@img/sharp-linux-arm64', '@img/sharp-libvips-linux-arm64']),
    );
  });

  it('leaves ImageMagick out of what starts with the function, and of what draws an SVG', () => {
    const programs = Object.keys(deployed).filter((name) => name.endsWith('.mjs') && !name.startsWith('node_modules/'));

    expect(programs.filter((name) => Buffer.from(deployed[name] ?? []).includes('ImageMagick'))).to.deep.equal([
      'magick-render-process.mjs',
      'magick-thread.mjs',
    ]);
  });

  it('lists all third-party content of the zip, in a bill of materials and in its notices', async () => {
    const listed = Bill.parse(JSON.parse(await readFile(billOfMaterialsOf(functionPackage()), 'utf8'))).components;
    const purls = listed.map(({ purl }) => purl);
    const notices = Buffer.from(deployed['THIRD-PARTY-NOTICES.txt'] ?? []).toString();
    const manifests = Object.entries(deployed).filter(([name]) =>
      /^node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(name),
    );
    expect(manifests).to.have.length(2);
    const packages = manifests.map(([, content]) => Package.parse(JSON.parse(Buffer.from(content).toString())));
    const metafile: unknown = JSON.parse(await readFile(bundleMetafile, 'utf8'));
    for (const directory of bundledPackages(metafile)) {
      packages.push(Package.parse(JSON.parse(await readFile(path.join(root, directory, 'package.json'), 'utf8'))));
    }
    for (const { name, version } of packages) {
      expect(purls).to.include(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect(notices).to.include(`${name} ${version} (`);
    }
    const versions = JSON.parse(
      Buffer.from(deployed['node_modules/@img/sharp-libvips-linux-arm64/versions.json'] ?? []).toString(),
    );
    for (const [name, version] of Object.entries(versions)) expect(purls).to.include(`pkg:generic/${name}@${version}`);
    const ofMagick = listed.filter(({ properties }) => properties?.[0]?.value === '@imagemagick/magick-wasm');
    expect(ofMagick.map(({ name }) => name)).to.include.members(['ImageMagick', 'heif', 'de265', 'jpeg-xl']);
    // Nothing is listed that the zip does not have.
    expect(listed.length).to.equal(
      new Set(packages.map(({ name, version }) => `${name} ${version}`)).size +
        Object.keys(versions).length +
        ofMagick.length +
        1,
    );
  });

  it('stays under 17 MB', async () => {
    expect((await readFile(functionPackage())).length).to.be.below(17_000_000);
  });
});
