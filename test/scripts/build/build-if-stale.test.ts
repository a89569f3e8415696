import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { buildIfStale } from '../../../scripts/build/build-if-stale.ts';
import { expectError } from '../../support/expect-error.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('buildIfStale', () => {
  let directory: string;
  let times: number;
  const within = (...parts: string[]) => path.join(directory, ...parts);
  const making = (make: () => Promise<void>) =>
    buildIfStale(
      { from: [within('source'), within('lock')], output: within('output'), stamp: within('stamps', 'output') },
      make,
    );
  const make = () =>
    making(async () => {
      times += 1;
      await writeFile(within('output'), 'made');
    });

  beforeEach(async () => {
    directory = await temporaryDirectory();
    times = 0;
    await mkdir(within('source', 'inner'), { recursive: true });
    await writeFile(within('source', 'inner', 'a'), 'first');
    await writeFile(within('lock'), '1');
    await make();
  });

  it('builds an output that was never built', () => {
    expect(times).to.equal(1);
  });

  it('builds nothing again when nothing has changed', async () => {
    await writeFile(within('source', 'inner', 'a'), 'first');

    await make();

    expect(times).to.equal(1);
  });

  it('builds nothing in a copy of the project', async () => {
    const original = directory;
    directory = await temporaryDirectory();
    await cp(original, directory, { recursive: true, preserveTimestamps: true });

    await make();

    expect(times).to.equal(1);
  });

  const changes: Record<string, () => Promise<void>> = {
    'the content of a file in a directory': () => writeFile(within('source', 'inner', 'a'), 'second'),
    'the content of a file': () => writeFile(within('lock'), '2'),
    'the name of a file': () => rename(within('source', 'inner', 'a'), within('source', 'inner', 'b')),
    'the directory of a file': () => rename(within('source', 'inner', 'a'), within('source', 'a')),
    'the number of files': () => writeFile(within('source', 'b'), ''),
    'the output, which was removed,': () => rm(within('output')),
    'the output, which was edited,': () => writeFile(within('output'), 'edited'),
    'the stamp, which was removed,': () => rm(within('stamps'), { recursive: true }),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`builds again, once, after a change of ${what}`, async () => {
      await change();

      await make();
      await make();

      expect(times).to.equal(2);
    });
  }

  it('leaves no stamp when a build fails, so that it builds even for files that were built before', async () => {
    await writeFile(within('lock'), '2');
    const failing = () =>
      making(async () => {
        await writeFile(within('output'), 'half');
        throw new Error('No space left.');
      });

    const { message } = await expectError(Error, undefined, failing);
    await writeFile(within('lock'), '1');
    await make();

    expect(message).to.equal('No space left.');
    expect(await readFile(within('output'), 'utf8')).to.equal('made');
  });
});
