import { expect } from 'chai';
import fc from 'fast-check';
import { Rejection } from '../../../functions/thumbnail/errors.ts';
import type { ObjectStore, SourceObject } from '../../../functions/thumbnail/object-store.ts';
import { Result } from '../../../functions/thumbnail/page-result.ts';
import { type Ports, reconcile } from '../../../functions/thumbnail/reconcile.ts';
import type { Settings } from '../../../functions/thumbnail/settings.ts';
import { etagOf, type InMemoryObjectStore, inMemoryObjectStore } from '../../support/in-memory-object-store.ts';
import { plentyOfTime } from '../../support/plenty-of-time.ts';
import { textThumbnails } from '../../support/text-thumbnails.ts';
import { anyDeployed, type Deployed, key, retiring } from './deployed-settings.ts';

/** An object with the same bytes as an image, and so the same ETag, but with the marks of a thumbnail. */
const marked = 'beach, marked';

/** A text in a format that some settings turn off. */
const png = 'forest, as a PNG';

/** A change of the key: an upload of a text, two of which can never become a thumbnail, or a removal. */
const anyChange = fc.constantFrom('beach', 'forest', png, marked, 'no image', undefined);
type Change = string | undefined;

/**
 * The fate of one call of S3: it is done, it is not done, it is done but the answer is lost, or the process is killed, either before
 * the call or while it is on its way and arrives later.
 */
const anyFate = fc.constantFrom('done', 'done', 'done', 'done', 'not done', 'done, answer lost', 'killed', 'done late');
type Fate = typeof anyFate extends fc.Arbitrary<infer Value> ? Value : never;

const anyStory = fc.record({
  /** Each sends a notification, and some send it again at any later moment. */
  changes: fc.array(fc.record({ change: anyChange, notifications: fc.integer({ min: 1, max: 3 }) }), {
    minLength: 1,
    maxLength: 5,
  }),
  /** The fates of the first calls. All later calls are done. */
  fates: fc.array(anyFate, { maxLength: 40 }),
  /** The settings at the beginning, and those of a deployment after some changes. */
  settings: fc.record({ before: anyDeployed, after: anyDeployed }),
  /** After this many changes; undefined without a deployment. */
  deployedAfter: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
});

describe('reconcile, with any faults in any order', () => {
  it('leaves thumbnails and the result of the last object, or the key in the dead-letter queue', async () => {
    await fc.assert(
      convergence((source) => source),
      { numRuns: 600 },
    );
  });

  it('would leave thumbnails behind if keys were not retired', async () => {
    const withoutRetiring = convergence(
      (source) => source,
      (_, after) => after,
    );

    const { failed } = await fc.check(withoutRetiring, { numRuns: 400 });

    expect(failed).to.equal(true);
  });

  it('would not do so without checking the source again after writing', async () => {
    const withoutChecking = (source: ObjectStore): ObjectStore => {
      let object: SourceObject | undefined;
      return {
        ...source,
        read: async (at, signal) => {
          object = await source.read(at, signal);
          return object;
        },
        head: async () => object,
      };
    };

    const { failed } = await fc.check(convergence(withoutChecking), { numRuns: 400 });

    expect(failed).to.equal(true);
  });
});

/** The claim as a property, for a function that sees its source bucket through `sees`, and settings that a deployment changes. */
function convergence(sees: (source: ObjectStore) => ObjectStore, deploy = retiring) {
  return fc.asyncProperty(
    anyStory,
    fc.scheduler(),
    async ({ changes, fates, settings: { before, after }, deployedAfter }, s) => {
      let current = before;
      const isDeployed = () => current !== before;
      const buckets = { source: inMemoryObjectStore(), processed: inMemoryObjectStore() };
      // A copy, since a failing story is reported and shrunk as it was.
      const ahead = [...fates];
      const fate = () => ahead.shift() ?? 'done';
      const deadLetters: string[] = [];

      /** Does what Lambda does with an event: three attempts, and then the dead-letter queue. */
      const notify = async (attempts = 3): Promise<void> => {
        const outcome = await attempt(buckets, current.settings, sees, s, fate);
        if (outcome === 'ended') return;
        if (attempts > 1) return notify(attempts - 1);
        deadLetters.push(key);
      };

      const pending: Promise<unknown>[] = [];
      s.scheduleSequence(
        changes.map(({ change, notifications }, index) => async () => {
          if (index === deployedAfter) current = deploy(before, after);
          apply(change, buckets.source);
          for (let count = 0; count < notifications; count += 1)
            pending.push(s.schedule(Promise.resolve()).then(() => notify()));
        }),
      );
      await s.waitIdle();
      await Promise.all(pending);

      const last = changes.at(-1)?.change;
      // Thumbnails that the settings before have made stay with an original that is there.
      if (deadLetters.length === 0 && (isGone(last) || !isDeployed()))
        expectAgreement(buckets.processed, last, current);

      // The events are sent again, without faults, and what was made by the settings before is made again.
      ahead.length = 0;
      const events = [...deadLetters.splice(0), ...(isDeployed() ? [key] : [])];
      const again = Promise.all(events.map(() => notify()));
      await s.waitIdle();
      await again;
      expect(deadLetters).to.deep.equal([]);
      expectAgreement(buckets.processed, last, current);
    },
  );
}

interface Buckets {
  source: InMemoryObjectStore;
  processed: InMemoryObjectStore;
}

/** Makes one attempt at an event, in a process of its own: when that is killed, nothing of the attempt continues. */
function attempt(
  { source, processed }: Buckets,
  settings: Settings,
  sees: (source: ObjectStore) => ObjectStore,
  s: fc.Scheduler,
  fate: () => Fate,
): Promise<'ended' | 'failed'> {
  return new Promise((resolve) => {
    let killed = false;
    const call = <Result>(run: () => Promise<Result>): Promise<Result> =>
      s.schedule(Promise.resolve()).then(async () => {
        const its = fate();
        if (!killed && its === 'done late') {
          killed = true;
          // Lambda's next attempt is a minute later, and no call is on its way for so long.
          void s
            .schedule(Promise.resolve())
            .then(run)
            .finally(() => resolve('failed'));
        }
        if (!killed && its === 'killed') {
          killed = true;
          resolve('failed');
        }
        if (killed) return new Promise<never>(() => {});
        if (its === 'not done') throw new Error('503');
        const result = await run();
        if (its === 'done, answer lost') throw new Error('The connection was lost.');
        return result;
      });
    const far = (store: ObjectStore): ObjectStore => ({
      read: (at, signal) => call(() => store.read(at, signal)),
      head: (at, signal) => call(() => store.head(at, signal)),
      write: (at, object, signal) => call(() => store.write(at, object, signal)),
      remove: (at, signal) => call(() => store.remove(at, signal)),
    });
    const ports = { source: sees(far(source)), processed: far(processed), render };
    reconcile(ports, settings)(key, plentyOfTime).then(
      () => resolve('ended'),
      () => resolve('failed'),
    );
  });
}

const render: Ports['render'] = async (image, variants, _limits, { formats }) => {
  if (`${image}` === png && !formats.includes('png')) throw new Rejection('format-disabled', 'It is off.');
  if (`${image}` === 'no image') throw new Rejection('corrupt-image', 'It is none.');
  return textThumbnails(image, variants);
};

function apply(change: Change, source: InMemoryObjectStore): void {
  if (change === undefined) source.objects.delete(key);
  else if (change === marked) {
    source.objects.set(key, { body: Buffer.from('beach'), metadata: { 'source-etag': 'any', settings: 'any' } });
  } else source.put(key, change);
}

function isGone(last: Change): last is typeof marked | undefined {
  return last === undefined || last === marked;
}

function expectAgreement(processed: InMemoryObjectStore, last: Change, { settings, thumbnails }: Deployed): void {
  if (last === png && !settings.formats.includes('png')) {
    expectOnlyThat(processed, last, thumbnails);
    return;
  }
  const texts = [...processed.objects].map(([at, { body }]) => [
    at,
    at.endsWith('.json') ? parsedResult(body) : `${body}`,
  ]);
  const expected: Record<string, unknown> = {};
  if (!isGone(last) && last !== 'no image') {
    for (const [at, variant] of Object.entries(thumbnails)) expected[at] = `${last} as ${variant}`;
  }
  if (!isGone(last) && settings.results) {
    expected[`results/${key}.json`] = {
      result: last === 'no image' ? 'rejected' : 'created',
      sourceEtag: etagOf(last),
    };
  }
  // Results that were on before stay with an original that is there.
  const isLeft = ([at]: unknown[]) => isGone(last) || settings.results || at !== `results/${key}.json`;
  expect(Object.fromEntries(texts.filter(isLeft))).to.deep.equal(expected);
}

/** Where the format is off, thumbnails of this very object may stay. A result that says `created` has all of them. */
function expectOnlyThat(processed: InMemoryObjectStore, last: string, thumbnails: Deployed['thumbnails']): void {
  const { [`results/${key}.json`]: stored, ...found } = Object.fromEntries(processed.objects);
  for (const [at, { body }] of Object.entries(found)) expect(`${body}`).to.equal(`${last} as ${thumbnails[at]}`);
  if (!stored) return;
  const { result, sourceEtag } = parsedResult(stored.body);
  expect(sourceEtag).to.equal(etagOf(last));
  if (result === 'created') expect(found).to.have.all.keys(Object.keys(thumbnails));
}

function parsedResult(body: Uint8Array) {
  const { result, sourceEtag } = Result.parse(JSON.parse(`${Buffer.from(body)}`));
  return { result, sourceEtag };
}
