import { setTimeout as delay } from 'node:timers/promises';
import type { Freshness } from '../../../functions/thumbnail/freshness.ts';
import { forEachConcurrently } from '../for-each-concurrently.ts';
import type { ListedObject } from '../list-objects.ts';
import { createPace } from '../pace.ts';
import type { KeyOutcome } from '../reconcile-key.ts';
import type { Journal } from './journal.ts';
import { isSelected, maxHeads, type Selection } from './survey.ts';

/** Before so many outcomes, a share of failures says nothing. */
const minOutcomes = 20;

export interface BackfillOptions {
  /** Returns the pages of the source bucket behind a key. */
  pagesAfter: (key: string | undefined) => AsyncIterable<ListedObject[]>;
  selection: Selection;
  freshnessOf: (object: ListedObject) => Promise<Freshness>;
  reconcileKey: (key: string) => Promise<KeyOutcome>;
  journal: Journal;
  /** The maximum number of invocations that begin in a second. */
  rate: number;
  /** The maximum number of invocations at a time. */
  concurrency: number;
  /** Stops when a larger part of the outcomes are failures. */
  maxFailurePercent: number;
  /** Stops once the running invocations have ended. */
  signal: AbortSignal;
  /** Called with the number of objects that this run is done with. */
  onProgress: (done: number) => void;
}

/** Returns the number of objects that a backfill still has to handle. */
export async function countLeft(
  journal: Pick<Journal, 'after' | 'done'>,
  { pagesAfter, selection }: Pick<BackfillOptions, 'pagesAfter' | 'selection'>,
): Promise<number> {
  let left = 0;
  for await (const page of pagesAfter(journal.after)) left += page.filter(isLeft(journal, selection)).length;
  return left;
}

function isLeft({ done }: Pick<Journal, 'done'>, selection: Selection): (object: ListedObject) => boolean {
  return (object) => isSelected(object, selection) && !done.has(object.key);
}

/**
 * Lets the function reconcile every selected object whose thumbnails are not current. It continues where the journal ends, and never
 * repeats a key of it.
 *
 * @throws {Error} when too many keys fail, or AWS refuses a call
 */
export async function backfill(options: BackfillOptions): Promise<void> {
  const { pagesAfter, selection, journal, concurrency, signal, onProgress } = options;
  const sleep = (ms: number) => delay(ms, undefined, { signal });
  const pace = createPace(options.rate, { now: () => performance.now(), sleep });
  let done = 0;
  let outcomes = 0;
  let failed = 0;
  const finish = () => {
    done += 1;
    onProgress(done);
  };

  async function reconcile({ key }: ListedObject): Promise<void> {
    await pace();
    const outcome = await options.reconcileKey(key);
    journal.record(outcome);
    finish();
    outcomes += 1;
    if (outcome.result === 'failed') failed += 1;
    if (outcomes >= minOutcomes && failed > (outcomes * options.maxFailurePercent) / 100) {
      throw new Error(`${failed} of ${outcomes} failed, the last with ${outcome.code}: ${outcome.reason}`);
    }
  }

  for await (const page of pagesAfter(journal.after)) {
    const selected = page.filter(isLeft(journal, selection));
    const toDo: ListedObject[] = [];
    await forEachConcurrently(selected, { max: maxHeads, signal }, async (object) => {
      if ((await options.freshnessOf(object)) !== 'current') toDo.push(object);
      else finish();
    });
    await forEachConcurrently(toDo, { max: concurrency, signal }, reconcile);
    const last = page.at(-1);
    if (last) journal.finishPage(last.key, selected.length - toDo.length);
  }
}
