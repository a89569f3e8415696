import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { lockDirectory } from '../../../scripts/local-pipeline/lock-directory.ts';
import { expectError } from '../../support/expect-error.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('lockDirectory', () => {
  let directory: string;
  const heldBy = (pid: number | undefined) => writeFile(path.join(directory, 'held-by-process'), `${pid}`);

  beforeEach(async () => {
    directory = await temporaryDirectory();
  });

  it('makes the directory, and leaves nothing in it once it is given back', async () => {
    const inner = path.join(directory, 'new', 'one');

    const giveBack = await lockDirectory(inner);

    expect(await readdir(inner)).to.deep.equal(['held-by-process']);
    await giveBack();
    expect(await readdir(inner)).to.deep.equal([]);
  });

  it('refuses a directory that another process holds, and names that', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      await heldBy(other.pid);

      const { message } = await expectError(Error, undefined, () => lockDirectory(directory));

      expect(message).to.contain(`${directory} is in use by process ${other.pid}`);
    } finally {
      other.kill('SIGKILL');
      await once(other, 'exit');
    }
  });

  it('takes over from a process that is dead', async () => {
    await heldBy(spawnSync(process.execPath, ['-e', '']).pid);

    const giveBack = await lockDirectory(directory);

    await giveBack();
  });

  it('takes over a file that a kill left empty', async () => {
    await writeFile(path.join(directory, 'held-by-process'), '');

    const giveBack = await lockDirectory(directory);

    await giveBack();
  });
});
