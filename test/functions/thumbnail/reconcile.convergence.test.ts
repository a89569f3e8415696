import { expect } from 'chai';
import fc from 'fast-check';
import { Failure } from '../../../functions/thumbnail/errors.ts';
import type { ObjectStore } from '../../../functions/thumbnail/object-store.ts';
import { reconcile } from '../../../functions/thumbnail/reconcile.ts';
import { readSettings } from '../../../functions/thumbnail/settings.ts';
import { functionEnvironment } from '../../support/function-environment.ts';
import { type InMemoryObjectStore, inMemoryObjectStore } from '../../support/in-memory-object-store.ts';
import { textThumbnails } from '../../support/text-thumbnails.ts';

const settings = readSettings(functionEnvironment);
const key = 'photo.jpg';
const thumbnail = '200x200/photo.jpg.webp';

/** One upload of a text, or one removal. */
const anyChange = fc.option(fc.constantFrom('beach', 'forest', 'city'), { nil: undefined });

describe('reconcile, when several invocations overlap', () => {
  it('leaves the thumbnail of the last object, or none when that was removed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 5 }), fc.scheduler(), async (changes, s) => {
        const source = inMemoryObjectStore();
        const processed = inMemoryObjectStore();
        const ports = { source: slow(source, s), processed: slow(processed, s), render: textThumbnails };
        const reconcileKey = reconcile(ports, settings);

        const invocations: Array<Promise<unknown>> = [];
        s.scheduleSequence(
          changes.map((text) => async () => {
            change(source, text);
            invocations.push(retried(() => reconcileKey(key)));
          }),
        );
        await s.waitIdle();
        await Promise.all(invocations);

        const last = changes.at(-1);
        expect(processed.objects.get(thumbnail)?.body.toString()).to.equal(last && `${last} as 200x200`);
      }),
      { numRuns: 200 },
    );
  });
});

function change(source: InMemoryObjectStore, text: string | undefined): void {
  if (text === undefined) source.objects.delete(key);
  else source.put(key, text);
}

/** A store whose every call is done at a moment that the scheduler chooses. */
function slow(store: ObjectStore, s: fc.Scheduler): ObjectStore {
  const later = <Result>(call: () => Promise<Result>) => s.schedule(Promise.resolve()).then(call);
  return {
    read: (at) => later(() => store.read(at)),
    currentEtag: (at) => later(() => store.currentEtag(at)),
    write: (at, object) => later(() => store.write(at, object)),
    remove: (at) => later(() => store.remove(at)),
  };
}

/** As Lambda does with an asynchronous invocation that throws. */
async function retried<Result>(invoke: () => Promise<Result>): Promise<Result> {
  try {
    return await invoke();
  } catch (error) {
    if (error instanceof Failure) return retried(invoke);
    throw error;
  }
}
