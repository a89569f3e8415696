import { mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { zipSync } from 'fflate';
import { unpackFunction } from '../../../../scripts/local-aws/lambda/unpack-function.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('unpackFunction', () => {
  it("unpacks the code, with this machine's dependencies in place of the packed ones, over what was there", async () => {
    const directory = await temporaryDirectory();
    const [zip, folder] = [path.join(directory, 'code.zip'), path.join(directory, 'task')];
    const file = (content: string) => Buffer.from(content);
    await writeFile(
      zip,
      zipSync({ 'index.mjs': file('code'), 'lib/a.mjs': file('more'), 'node_modules/sharp/sharp.node': file('arm64') }),
    );
    await mkdir(folder);
    await writeFile(path.join(folder, 'old.mjs'), 'old');

    await unpackFunction(zip, folder, directory);

    expect(await readdir(folder)).to.have.members(['index.mjs', 'lib', 'node_modules']);
    expect(await readFile(path.join(folder, 'lib', 'a.mjs'), 'utf8')).to.equal('more');
    expect(await readlink(path.join(folder, 'node_modules'))).to.equal(directory);
  });
});
