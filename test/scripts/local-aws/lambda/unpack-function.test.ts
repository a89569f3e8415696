import { mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { zipSync } from 'fflate';
import { unpackFunction } from '../../../../scripts/local-aws/lambda/unpack-function.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('unpackFunction', () => {
  it("replaces an earlier directory by the code, with this machine's dependencies instead of the packed ones", async () => {
    const directory = await temporaryDirectory();
    const taskRoot = path.join(directory, 'task');
    const file = (content: string) => Buffer.from(content);
    const zip = zipSync({
      'index.mjs': file('code'),
      'lib/a.mjs': file('more'),
      'node_modules/sharp/sharp.node': file('arm64'),
    });
    await mkdir(taskRoot);
    await writeFile(path.join(taskRoot, 'old.mjs'), 'old');

    unpackFunction(zip, taskRoot, directory);

    expect(await readdir(taskRoot)).to.have.members(['index.mjs', 'lib', 'node_modules']);
    expect(await readFile(path.join(taskRoot, 'lib', 'a.mjs'), 'utf8')).to.equal('more');
    expect(await readlink(path.join(taskRoot, 'node_modules'))).to.equal(directory);
  });
});
