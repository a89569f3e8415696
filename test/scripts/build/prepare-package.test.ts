import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { prepareLocalPackage } from '../../../scripts/build/prepare-local-package.ts';
import { functionPackage, preparePackage } from '../../../scripts/build/prepare-package.ts';

const bundled = ['index.mjs', 'render-process.mjs', 'magick-render-process.mjs', 'magick/magick.wasm', 'magick/NOTICE'];

describe('preparePackage', function () {
  // The first time it downloads sharp for the deployed platform.
  this.timeout(120_000);

  const filesOf = async (zip: string) => unzipSync(await readFile(zip));
  let deployed: Record<string, Uint8Array>;
  before(async () => {
    await preparePackage();
    deployed = await filesOf(functionPackage);
  });

  it('puts the bundle that runs on the local AWS, byte for byte, into the zip that is deployed', async () => {
    const local = await filesOf((await prepareLocalPackage()).zip);

    expect(Object.keys(local)).to.include.members(bundled);
    for (const [name, content] of Object.entries(local)) {
      expect(Buffer.from(content).equals(deployed[name] ?? Buffer.of()), name).to.equal(true);
    }
  });

  it('adds sharp for the deployed platform, and nothing else', async () => {
    const local = await filesOf((await prepareLocalPackage()).zip);
    const added = Object.keys(deployed).filter((name) => !Object.hasOwn(local, name));

    expect(added).to.include('node_modules/sharp/package.json');
    expect(added.filter((name) => !name.startsWith('node_modules/'))).to.deep.equal([]);
    expect(added.some((name) => name.includes('linux-arm64'))).to.equal(true);
  });

  it('leaves ImageMagick out of what starts with the function, and of what draws an SVG', () => {
    const programs = Object.keys(deployed).filter((name) => name.endsWith('.mjs') && !name.startsWith('node_modules/'));

    expect(programs.filter((name) => Buffer.from(deployed[name] ?? []).includes('ImageMagick'))).to.deep.equal([
      'magick-render-process.mjs',
    ]);
  });

  it('stays under 17 MB', async () => {
    expect((await readFile(functionPackage)).length).to.be.below(17_000_000);
  });
});
