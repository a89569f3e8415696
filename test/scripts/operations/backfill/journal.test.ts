import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { openJournal } from '../../../../scripts/operations/backfill/journal.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('openJournal', () => {
  let file: string;
  beforeEach(async () => {
    file = path.join(await temporaryDirectory(), 'new', 'journal.jsonl');
  });

  it('continues behind the last page, without the keys that are done', () => {
    const first = openJournal(file);
    first.record({ key: 'a', result: 'created' });
    first.finishPage('b', 1);
    first.record({ key: 'c', result: 'rejected', code: 'corrupt-image', reason: 'No.' });

    const second = openJournal(file);

    expect(second).to.include({ after: 'b', current: 1 });
    expect([...second.done]).to.deep.equal(['c']);
    expect([...second.counts]).to.deep.equal([
      ['created', 1],
      ['rejected', 1],
    ]);
  });

  it('drops a last line that was written in part, and goes on behind it', () => {
    openJournal(file).record({ key: 'ä', result: 'created' });
    appendFileSync(file, '{"key":"b","resu');

    openJournal(file).record({ key: 'c', result: 'created' });

    expect([...openJournal(file).done]).to.deep.equal(['ä', 'c']);
  });

  it('names a file that is no journal', () => {
    openJournal(file);
    appendFileSync(file, '{"key":1}\n');

    expect(() => openJournal(file)).to.throw(/journal\.jsonl is damaged.*Remove it to start over/);
  });

  it('leaves a file of the keys that were rejected or failed, and nothing else', () => {
    const journal = openJournal(file);
    journal.record({ key: 'a', result: 'created' });
    journal.record({ key: 'b', result: 'failed', code: 'out-of-time', reason: 'Late.' });

    const report = journal.finish() ?? '';

    expect(readFileSync(report, 'utf8')).to.equal(
      '{"key":"b","result":"failed","code":"out-of-time","reason":"Late."}\n',
    );
    expect(existsSync(file)).to.equal(false);
    expect(openJournal(file).finish()).to.equal(undefined);
    expect(existsSync(report)).to.equal(false);
  });
});
