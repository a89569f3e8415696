import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { type BackfillOptions, backfill } from '../../../../scripts/operations/backfill/backfill.ts';
import { openJournal } from '../../../../scripts/operations/backfill/journal.ts';
import type { ListedObject } from '../../../../scripts/operations/list-objects.ts';
import { expectError } from '../../../support/expect-error.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const written = new Date('2026-01-01T00:00:00Z');
const objects = (keys: readonly string[]): ListedObject[] =>
  keys.map((key) => ({ key, etag: 'e', bytes: 1, modifiedAt: written }));

describe('backfill', () => {
  let directory: string;
  before(async () => {
    directory = await temporaryDirectory();
  });

  let number = 0;
  const journalFile = () => path.join(directory, `${++number}.jsonl`);

  /** Backfills keys, in pages of three, and returns those that were reconciled. */
  async function run(
    keys: readonly string[],
    { file = journalFile(), reconciled = [], ...changes }: Partial<BackfillOptions> & Run = {},
  ) {
    async function* pagesAfter(after = '') {
      const left = keys.filter((key) => key > after);
      for (let index = 0; index < left.length; index += 3) yield objects(left.slice(index, index + 3));
    }
    await backfill({
      pagesAfter,
      selection: { keyFilters: [{ prefix: '', suffix: '' }], since: undefined },
      freshnessOf: async ({ key }) => (key.startsWith('current') ? 'current' : 'missing'),
      reconcileKey: async (key) => {
        reconciled.push(key);
        return { key, result: 'created' };
      },
      journal: openJournal(file),
      rate: 1_000_000,
      concurrency: 2,
      maxFailurePercent: 10,
      signal: new AbortController().signal,
      onProgress: () => {},
      ...changes,
    });
    return reconciled;
  }

  interface Run {
    file?: string;
    reconciled?: string[];
  }

  it('reconciles what is not current, and counts the rest', async () => {
    const file = journalFile();
    const progress: number[] = [];

    const reconciled = await run(['a', 'b', 'current-1', 'current-2', 'd'], {
      file,
      onProgress: (done) => progress.push(done),
    });

    expect(reconciled).to.have.members(['a', 'b', 'd']);
    expect(openJournal(file)).to.include({ after: 'd', current: 2 });
    expect(progress).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('leaves out markers, keys that the filters leave out, and older objects', async () => {
    const keyFilters = [{ prefix: 'photos/', suffix: '.jpg' }];
    const marker = { key: 'photos/x/.jpg/', etag: 'e', bytes: 0, modifiedAt: written };
    const old = { key: 'photos/old.jpg', etag: 'e', bytes: 1, modifiedAt: new Date('2025-12-31T00:00:00Z') };
    const reconciled = await run([], {
      selection: { keyFilters, since: written },
      pagesAfter: async function* () {
        yield [marker, old, ...objects(['photos/a.jpg', 'photos/a.png', 'a.jpg'])];
      },
    });

    expect(reconciled).to.deep.equal(['photos/a.jpg']);
  });

  it('does no key of its journal again, wherever it was stopped', async () => {
    const keys = Array.from({ length: 10 }, (_, index) => `key-${index}`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }), async (stops) => {
        const file = journalFile();
        const reconciled: string[] = [];
        for (const stopAfter of [...stops, Number.POSITIVE_INFINITY]) {
          const stop = new AbortController();
          let left = stopAfter;
          const act = run(keys, {
            file,
            signal: stop.signal,
            reconcileKey: async (key) => {
              reconciled.push(key);
              left -= 1;
              if (left <= 0) stop.abort(new Error('interrupted'));
              return { key, result: 'created' };
            },
          });
          await act.catch((error) => expect(error.message).to.equal('interrupted'));
        }
        expect(reconciled.sort()).to.deep.equal(keys);
      }),
      { numRuns: 20 },
    );
  });

  it('stops when too many fail, and continues behind them', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `key-${String(index).padStart(2, '0')}`);
    const file = journalFile();
    let failures = 3;
    const act = () =>
      run(keys, {
        file,
        concurrency: 1,
        reconcileKey: async (key) => {
          failures -= 1;
          return failures < 0
            ? { key, result: 'created' }
            : { key, result: 'failed', code: 'access-denied', reason: 'No.' };
        },
      });

    const { message } = await expectError(Error, undefined, act);
    expect(message).to.match(/^3 of 20 failed/);
    const rest = await run(keys, { file });
    expect(rest).to.have.length(20);
  });

  it('goes on while few fail', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `key-${index}`).sort();
    const file = journalFile();
    await run(keys, {
      file,
      reconcileKey: async (key) =>
        key === 'key-7' ? { key, result: 'failed', code: 'out-of-time', reason: 'Late.' } : { key, result: 'created' },
    });

    expect([...openJournal(file).counts]).to.have.deep.members([
      ['created', 39],
      ['failed', 1],
    ]);
  });
});
