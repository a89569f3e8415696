import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { openJournal } from '../../../scripts/console/journal.ts';
import type { KeyEvent } from '../../../scripts/console/key-event.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const deleted = (key: string): KeyEvent => ({ type: 'deleted', key, at: 1 });

describe('openJournal', () => {
  let file: string;
  beforeEach(async () => {
    file = path.join(await temporaryDirectory(), 'console', 'events.jsonl');
  });

  it('keeps the events that it begins with, and those that are appended', async () => {
    const journal = await openJournal(file);
    journal.append(deleted('before it begins'));
    journal.begin([deleted('a')]);
    journal.append(deleted('b\n'));
    await journal.close();

    expect((await openJournal(file)).events).to.deep.equal([deleted('a'), deleted('b\n')]);
  });

  it('leaves out lines that a kill left half written, and that another version wrote', async () => {
    const journal = await openJournal(file);
    journal.begin([deleted('a')]);
    await journal.close();
    await appendFile(file, '{"type":"exploded","key":"a","at":1}\n{"type":"dele');

    expect((await openJournal(file)).events).to.deep.equal([deleted('a')]);
  });

  it('reads an outcome that says more than is shown', async () => {
    const outcome = { type: 'outcome', key: 'a', at: 1, requestId: 'r', result: 'created', ms: 5 } as const;
    const journal = await openJournal(file);
    journal.begin([{ ...outcome, ...{ placeholder: 'x' } }]);
    await journal.close();

    expect((await openJournal(file)).events).to.deep.equal([outcome]);
  });

  it('drops the events of an earlier run that it does not begin with', async () => {
    const first = await openJournal(file);
    first.begin([deleted('a'), deleted('b')]);
    await first.close();
    const second = await openJournal(file);
    second.begin([deleted('b')]);
    await second.close();

    expect(await readFile(file, 'utf8')).to.equal(`${JSON.stringify(deleted('b'))}\n`);
  });
});
