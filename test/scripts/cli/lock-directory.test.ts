import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { lockDirectory } from '../../../scripts/cli/lock-directory.ts';
import { expectError } from '../../support/expect-error.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('lockDirectory', () => {
  let directory: string;
  const heldBy = (pid: number | undefined) => writeFile(path.join(directory, 'held-by-process'), `${pid}`);

  beforeEach(async () => {
    directory = await temporaryDirectory();
  });

  it('creates the directory, and leaves nothing in it once it is released', async () => {
    const inner = path.join(directory, 'new', 'one');

    const release = await lockDirectory(inner);

    expect(await readdir(inner)).to.deep.equal(['held-by-process']);
    await release();
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

    const release = await lockDirectory(directory);

    await release();
  });

  describe('when many processes start at once', () => {
    const processes: ChildProcess[] = [];
    const answerOf = async (child: ChildProcess) => (await once(child, 'message'))[0];

    before(async () => {
      const program = path.join(import.meta.dirname, 'directory-locker.ts');
      for (let number = 0; number < 4; number += 1) processes.push(fork(program));
      await Promise.all(processes.map(answerOf));
    });
    after(() => {
      for (const child of processes) child.kill();
    });

    for (const [state, prepare] of [
      ['that nobody holds', async () => undefined],
      ['of a process that is dead', () => heldBy(spawnSync(process.execPath, ['-e', '']).pid)],
    ] as const) {
      it(`gives a directory ${state} to exactly one of them`, async () => {
        for (let round = 0; round < 10; round += 1) {
          directory = await temporaryDirectory();
          await prepare();

          const answers = processes.map(answerOf);
          for (const child of processes) child.send(directory);
          const told = await Promise.all(answers);

          expect(told.filter((it) => it === 'locked')).to.have.lengthOf(1);
          for (const it of told) expect(it).to.match(/^locked$|is in use by process \d+/);
          const released = processes.map(answerOf);
          for (const child of processes) child.send('release');
          await Promise.all(released);
          expect(await readdir(directory)).to.deep.equal([]);
        }
      });
    }
  });

  it('takes over from a process that died while it took over', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(path.join(directory, 'held-by-process'), `${dead} first`);
    await writeFile(path.join(directory, 'held-by-process.after-first'), `${dead} second`);

    const release = await lockDirectory(directory);

    expect(await readdir(directory)).to.deep.equal(['held-by-process']);
    await release();
  });

  it('takes over a file that a kill left empty', async () => {
    await writeFile(path.join(directory, 'held-by-process'), '');

    const release = await lockDirectory(directory);

    await release();
  });
});
