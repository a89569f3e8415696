import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { prepareLocalPackage } from '../../../scripts/build/prepare-local-package.ts';
import { functionPackage, preparePackage } from '../../../scripts/build/prepare-package.ts';

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

    expect(Object.keys(local)).to.include.members(['index.mjs', 'render-process.mjs']);
    for (const [name, content] of Object.entries(local)) {
      expect(Buffer.from(content).equals(deployed[name] ?? Buffer.of()), name).to.equal(true);
    }
  });

  it('adds sharp for the deployed platform, and nothing else', () => {
    const added = Object.keys(deployed).filter((name) => !['index.mjs', 'render-process.mjs'].includes(name));

    expect(added).to.include('node_modules/sharp/package.json');
    expect(added.filter((name) => !name.startsWith('node_modules/'))).to.deep.equal([]);
    expect(added.some((name) => name.includes('linux-arm64'))).to.equal(true);
  });
});
