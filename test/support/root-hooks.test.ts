import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { temporaryDirectory } from './temporary-directory.ts';

describe('the root hooks', () => {
  it('remove the temporary directories of a test file', async () => {
    const directory = await temporaryDirectory();
    const { mochaHooks } = await import('./root-hooks.mjs');
    expect(existsSync(directory)).to.equal(true);

    await mochaHooks.afterAll();

    expect(existsSync(directory)).to.equal(false);
  });
});
