import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { prepareProgram } from '../../../scripts/build/prepare-program.ts';

describe('prepareProgram', () => {
  it('bundles a program with everything but tsx, so that it starts fast', async () => {
    const bundle = await readFile(await prepareProgram('infra/main.ts'), 'utf8');

    const imported = [...bundle.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name]) => name);
    expect(imported.filter((name) => !name?.startsWith('node:'))).to.deep.equal([]);
    expect(bundle).to.contain('await import("tsx/esm/api")');
  });
});
