import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { build } from 'esbuild';
import { clientTypes } from '../../scripts/build/client-types.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

describe('client', () => {
  it('has declarations that match its code', async () => {
    const directory = await temporaryDirectory();
    await promisify(execFile)(process.execPath, ['node_modules/typescript/bin/tsc', ...clientTypes(directory)], {
      cwd: root,
    });

    for (const file of ['index.d.ts', 'server.d.ts']) {
      const committed = await readFile(path.join(root, 'client', file), 'utf8');
      const emitted = await readFile(path.join(directory, file), 'utf8');
      expect(committed, `client/${file} is old: run npm run client:types`).to.equal(emitted);
    }
  });

  it('has less than 3 kB once it is minified', async () => {
    const { outputFiles } = await build({
      entryPoints: [path.join(root, 'client/index.js')],
      minify: true,
      format: 'esm',
      write: false,
    });

    expect(outputFiles[0]?.contents.byteLength).to.be.within(1, 2999);
  });
});
