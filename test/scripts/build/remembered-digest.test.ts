import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { rememberedDigest } from '../../../scripts/build/remembered-digest.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('rememberedDigest', () => {
  let file: string;
  let memory: string;
  let computed: number;
  const laterBy = (ms: number) => Date.now() + ms;
  const digest = (now: number) =>
    rememberedDigest(
      [file],
      memory,
      () => {
        computed += 1;
        return `digest-${computed}`;
      },
      now,
    );

  beforeEach(async () => {
    const directory = await temporaryDirectory();
    file = path.join(directory, 'source');
    memory = path.join(directory, 'memories', 'source');
    computed = 0;
    await writeFile(file, 'first');
  });

  it('computes the digest of unchanged files once', () => {
    expect([digest(laterBy(10_000)), digest(laterBy(10_000))]).to.deep.equal(['digest-1', 'digest-1']);
  });

  it('computes it again after an edit', async () => {
    digest(laterBy(10_000));
    await writeFile(file, 'other content');

    expect(digest(laterBy(10_000))).to.equal('digest-2');
  });

  it('does not rely on the times of a file that was modified just now, since another edit may leave the same', () => {
    digest(laterBy(0));

    expect(digest(laterBy(0))).to.equal('digest-2');
  });

  it('computes it again when the memory is damaged', async () => {
    digest(laterBy(10_000));
    const [times = ''] = (await readFile(memory, 'utf8')).split(' ');
    await writeFile(memory, times);

    expect(digest(laterBy(10_000))).to.equal('digest-2');
  });
});
