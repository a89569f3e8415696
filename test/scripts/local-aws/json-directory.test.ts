import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import * as z from 'zod';
import { openJsonDirectory } from '../../../scripts/local-aws/json-directory.ts';
import { expectError } from '../../support/expect-error.ts';

const Entry = z.strictObject({ text: z.string() });

describe('openJsonDirectory', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'json-directory-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('returns the records that were written and not removed', async () => {
    const first = await openJsonDirectory(path.join(directory, 'new'), Entry);
    await first.write('kept', { text: 'ł' });
    await first.write('removed', { text: 'b' });
    await first.remove('removed');

    const second = await openJsonDirectory(path.join(directory, 'new'), Entry);

    expect(second.entries).to.deep.equal([{ text: 'ł' }]);
  });

  it('removes a record that a kill left half written', async () => {
    await writeFile(path.join(directory, 'x.partial'), '{"te');

    expect((await openJsonDirectory(directory, Entry)).entries).to.deep.equal([]);
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('names a file that it cannot read', async () => {
    await writeFile(path.join(directory, 'odd.json'), '{"text":1}');

    const { message } = await expectError(Error, undefined, () => openJsonDirectory(directory, Entry));

    expect(message).to.contain(path.join(directory, 'odd.json'));
  });

  it('keeps nothing without a directory', async () => {
    const none = await openJsonDirectory(undefined, Entry);
    await none.write('a', { text: 'a' });
    await none.remove('a');

    expect(none.entries).to.deep.equal([]);
  });
});
