import { expect } from 'chai';
import fc from 'fast-check';
import { Rejection } from '../../../functions/thumbnail/errors.ts';
import { reconcile } from '../../../functions/thumbnail/reconcile.ts';
import { reconcileIfStale } from '../../../functions/thumbnail/reconcile-if-stale.ts';
import { readSettings, type Settings } from '../../../functions/thumbnail/settings.ts';
import { functionEnvironment } from '../../support/function-environment.ts';
import { inMemoryObjectStore } from '../../support/in-memory-object-store.ts';
import { plentyOfTime } from '../../support/plenty-of-time.ts';
import { textThumbnails } from '../../support/text-thumbnails.ts';
import { anyDeployed, key as deployedKey, retiring } from './deployed-settings.ts';

const key = 'beach.jpg';
const VARIANTS = JSON.stringify([
  { name: 'small', width: 100, height: 50 },
  { name: 'large', width: 800, height: 600 },
]);
const settingsWith = (variables: Record<string, string> = {}) =>
  readSettings({ ...functionEnvironment, VARIANTS, ...variables });

describe('reconcileIfStale', () => {
  async function afterFirstRun(settings = settingsWith()) {
    const ports = { source: inMemoryObjectStore(), processed: inMemoryObjectStore(), render: textThumbnails };
    const run = (of: Settings = settings) => {
      for (const store of [ports.source, ports.processed]) store.calls.length = 0;
      return reconcileIfStale(ports, of, reconcile(ports, of))(key, plentyOfTime);
    };
    ports.source.put(key, 'beach');
    expect(await run()).to.include({ result: 'created' });
    return { ...ports, run };
  }

  it('makes two requests when there is nothing to do: a HEAD of a thumbnail, and one of the source', async () => {
    for (const RESULTS of ['true', 'false']) {
      const { source, processed, run } = await afterFirstRun(settingsWith({ RESULTS }));

      expect(await run()).to.deep.equal({ result: 'skipped', reason: 'The thumbnails are current.' });
      expect(processed.calls).to.deep.equal(['head large/beach.jpg.webp']);
      expect(source.calls).to.deep.equal([`head ${key}`]);
    }
  });

  it('makes three requests for an image that was rejected before: its result tells it', async () => {
    const reject = async () => {
      throw new Rejection('corrupt-image', 'It is cut off.');
    };
    const ports = { source: inMemoryObjectStore(), processed: inMemoryObjectStore(), render: reject };
    const settings = settingsWith({ RESULTS: 'true' });
    const run = () => reconcileIfStale(ports, settings, reconcile(ports, settings))(key, plentyOfTime);
    ports.source.put(key, 'beach');
    expect(await run()).to.include({ result: 'rejected' });
    for (const store of [ports.source, ports.processed]) store.calls.length = 0;

    expect(await run()).to.include({ result: 'skipped' });
    expect(ports.processed.calls).to.deep.equal(['head large/beach.jpg.webp', 'head results/beach.jpg.json']);
    expect(ports.source.calls).to.deep.equal([`head ${key}`]);
  });

  it('makes one request more than reconcile when the settings are others', async () => {
    const { source, processed, run } = await afterFirstRun();

    expect(await run(settingsWith({ CACHE_CONTROL: 'no-store' }))).to.include({ result: 'created' });
    expect(processed.calls[0]).to.match(/^head /);
    expect(processed.calls.slice(1).filter((call) => call.startsWith('head'))).to.deep.equal([]);
    expect(source.calls).to.deep.equal([`read ${key}`, `bytes ${key}`, `head ${key}`]);
  });

  it('reconciles an overwritten source, and thumbnails that are missing', async () => {
    const { source, processed, run } = await afterFirstRun();
    source.put(key, 'forest');
    expect(await run()).to.include({ result: 'created' });

    processed.objects.clear();
    expect(await run()).to.include({ result: 'created' });
    expect([...processed.objects.keys()]).to.include('small/beach.jpg.webp');
  });

  it('removes the thumbnails of a source that is gone', async () => {
    const { source, processed, run } = await afterFirstRun();
    source.objects.clear();

    expect(await run()).to.deep.equal({ result: 'removed' });
    expect([...processed.objects.keys()]).to.deep.equal([]);
  });

  it('makes thumbnails that were removed while results were off, although the result of that time is still there', async () => {
    const elsewhere = { THUMBNAIL_KEYS: 'elsewhere/{variant}/{key}.{format}' };
    const withResults = settingsWith({ RESULTS: 'true' });
    const { processed, run } = await afterFirstRun(withResults);
    await run(
      settingsWith({ ...elsewhere, RESULTS: 'false', RETIRED_KEYS: '["small/{key}.webp","large/{key}.webp"]' }),
    );

    expect(await run(withResults)).to.include({ result: 'created' });
    expect([...processed.objects.keys()]).to.include.members(['small/beach.jpg.webp', 'large/beach.jpg.webp']);
  });

  it('leaves a key that no variant is made of to reconcile', async () => {
    const onlyProducts = JSON.stringify([{ name: 'small', width: 100, height: 50, keyPrefix: 'products/' }]);
    const { run } = await afterFirstRun();

    expect(await run(settingsWith({ VARIANTS: onlyProducts, RESULTS: 'false' }))).to.deep.equal({
      result: 'skipped',
      reason: 'The key begins with the keyPrefix of no variant.',
    });
  });

  it('leaves what reconcile leaves, for any changes and settings one after the other', async () => {
    const anyText = fc.constantFrom('beach', 'forest', undefined);
    const anyStep = fc.record({ text: anyText, deployed: anyDeployed });
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 4 }), async (steps) => {
        const bucketPair = () => ({ source: inMemoryObjectStore(), processed: inMemoryObjectStore() });
        const [always, ifStale] = [bucketPair(), bucketPair()];
        let before = steps[0]?.deployed;
        for (const { text, deployed } of steps) {
          const { settings } = before ? retiring(before, deployed) : deployed;
          before = deployed;
          for (const { source } of [always, ifStale]) {
            if (text === undefined) source.objects.delete(deployedKey);
            else source.put(deployedKey, text);
          }
          const whole = reconcile({ ...always, render: textThumbnails }, settings);
          const ports = { ...ifStale, render: textThumbnails };
          const stale = reconcileIfStale(ports, settings, reconcile(ports, settings));
          await whole(deployedKey, plentyOfTime);
          await stale(deployedKey, plentyOfTime);
          expect(contents(ifStale.processed)).to.deep.equal(contents(always.processed));
        }
      }),
      { numRuns: 300 },
    );
  });
});

function contents({ objects }: ReturnType<typeof inMemoryObjectStore>) {
  return Object.fromEntries([...objects].map(([at, { body, metadata }]) => [at, { body: `${body}`, metadata }]));
}
