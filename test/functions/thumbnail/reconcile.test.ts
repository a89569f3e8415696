import { expect } from 'chai';
import { Failure, Rejection } from '../../../functions/thumbnail/errors.ts';
import type { ObjectStore } from '../../../functions/thumbnail/object-store.ts';
import { type Ports, reconcile } from '../../../functions/thumbnail/reconcile.ts';
import { readSettings } from '../../../functions/thumbnail/settings.ts';
import { expectError } from '../../support/expect-error.ts';
import { functionEnvironment } from '../../support/function-environment.ts';
import { etagOf, type InMemoryObjectStore, inMemoryObjectStore } from '../../support/in-memory-object-store.ts';
import { textThumbnails } from '../../support/text-thumbnails.ts';

const settings = readSettings({
  ...functionEnvironment,
  MAX_SOURCE_BYTES: '20',
  VARIANTS: JSON.stringify([
    { name: 'small', width: 100, height: 50 },
    { name: 'large', width: 800, height: 600, format: 'jpeg' },
  ]),
});
const key = 'holiday/beach.jpg';
const smallKey = 'small/holiday/beach.jpg.webp';
const largeKey = 'large/holiday/beach.jpg.jpeg';

describe('reconcile', () => {
  let source: InMemoryObjectStore;
  let processed: InMemoryObjectStore;

  beforeEach(() => {
    source = inMemoryObjectStore();
    processed = inMemoryObjectStore();
  });

  const reconcileWith = (ports: Partial<Ports> = {}, of = key) =>
    reconcile({ source, processed, render: textThumbnails, ...ports }, settings)(of);

  const rejecting: Ports['render'] = async () => {
    throw new Rejection('corrupt-image', 'The image is cut off.');
  };

  /** The text of every thumbnail there is. */
  const thumbnails = () => Object.fromEntries([...processed.objects].map(([at, { body }]) => [at, `${body}`]));

  it('makes every variant of an object that was created', async () => {
    source.put(key, 'beach');

    expect(await reconcileWith()).to.deep.equal({
      result: 'created',
      thumbnails: [
        { key: smallKey, width: 100, height: 50, format: 'webp', bytes: 14 },
        { key: largeKey, width: 800, height: 600, format: 'jpeg', bytes: 14 },
      ],
    });
    expect(thumbnails()).to.deep.equal({ [smallKey]: 'beach as small', [largeKey]: 'beach as large' });
  });

  it('says with each thumbnail what it is, how long to keep it, and what it was made of', async () => {
    source.put(key, 'beach');

    await reconcileWith();

    const written = [smallKey, largeKey].map((at) => processed.objects.get(at));
    expect(written.map((it) => it?.contentType)).to.deep.equal(['image/webp', 'image/jpeg']);
    for (const { cacheControl, metadata } of processed.objects.values()) {
      expect(cacheControl).to.equal('public, max-age=300');
      expect(metadata).to.deep.equal({ 'source-etag': etagOf('beach'), settings: settings.digest });
    }
  });

  it('starts over when the object is overwritten meanwhile', async () => {
    source.put(key, 'beach');

    await reconcileWith({
      render: async (image, variants) => {
        source.put(key, 'other beach');
        return textThumbnails(image, variants);
      },
    });

    expect(thumbnails()).to.deep.equal({ [smallKey]: 'other beach as small', [largeKey]: 'other beach as large' });
    expect(source.calls.filter((call) => call.startsWith('read'))).to.have.length(2);
  });

  it('removes the thumbnails of an object that is gone', async () => {
    processed.put(smallKey, 'old');
    processed.put(largeKey, 'old');
    processed.put('small/another.jpg.webp', 'of another');

    expect(await reconcileWith()).to.deep.equal({ result: 'removed' });
    expect(thumbnails()).to.deep.equal({ 'small/another.jpg.webp': 'of another' });
  });

  it('removes the thumbnails of an object that goes meanwhile', async () => {
    source.put(key, 'beach');

    const reconciled = await reconcileWith({
      render: async (image, variants) => {
        await source.remove(key);
        return textThumbnails(image, variants);
      },
    });

    expect(reconciled).to.deep.equal({ result: 'removed' });
    expect(thumbnails()).to.deep.equal({});
  });

  it('makes the thumbnails of an object that comes back during the removal', async () => {
    const comingBack: ObjectStore = {
      ...processed,
      remove: (at) => {
        source.put(key, 'beach');
        return processed.remove(at);
      },
    };

    expect(await reconcileWith({ processed: comingBack })).to.have.property('result', 'created');
    expect(thumbnails()).to.deep.equal({ [smallKey]: 'beach as small', [largeKey]: 'beach as large' });
  });

  it('gives the same again for a duplicate event', async () => {
    source.put(key, 'beach');
    const first = await reconcileWith();
    const made = thumbnails();

    expect(await reconcileWith()).to.deep.equal(first);
    expect(thumbnails()).to.deep.equal(made);
  });

  it('removes the thumbnails of what a rejected object has replaced', async () => {
    source.put(key, 'no beach');
    processed.put(smallKey, 'old');
    processed.put(largeKey, 'old');

    expect(await reconcileWith({ render: rejecting })).to.deep.equal({
      result: 'rejected',
      code: 'corrupt-image',
      reason: 'The image is cut off.',
    });
    expect(thumbnails()).to.deep.equal({});
  });

  it('starts over when a rejected object is overwritten by a good one meanwhile', async () => {
    source.put(key, 'no beach');

    const reconciled = await reconcileWith({
      render: async (image, variants, maxPixels) => {
        source.put(key, 'beach');
        return `${image}` === 'no beach' ? rejecting(image, variants, maxPixels) : textThumbnails(image, variants);
      },
    });

    expect(reconciled).to.have.property('result', 'created');
  });

  it('fails after five rounds when the object changes in each', async () => {
    let round = 0;
    const changing: Ports['render'] = async (image, variants) => {
      round += 1;
      source.put(key, `beach ${round}`);
      return textThumbnails(image, variants);
    };
    source.put(key, 'beach');

    await expectError(Failure, 'source-keeps-changing', () => reconcileWith({ render: changing }));
    expect(round).to.equal(5);
  });

  it('throws on what goes wrong in rendering, and leaves the thumbnails as they are', async () => {
    source.put(key, 'beach');
    processed.put(smallKey, 'old');
    const render: Ports['render'] = async () => {
      throw new Failure('out-of-memory', 'out of memory');
    };

    await expectError(Failure, 'out-of-memory', () => reconcileWith({ render }));
    expect(thumbnails()).to.deep.equal({ [smallKey]: 'old' });
  });

  it('tells the renderer the limit of pixels', async () => {
    source.put(key, 'beach');
    const limits: number[] = [];

    await reconcileWith({
      render: async (image, variants, maxPixels) => {
        limits.push(maxPixels);
        return textThumbnails(image, variants);
      },
    });

    expect(limits).to.deep.equal([1_000_000]);
  });

  it('reads an object of exactly the limit of bytes', async () => {
    source.put(key, 'x'.repeat(20));

    expect(await reconcileWith()).to.have.property('result', 'created');
  });

  for (const [code, text] of [
    ['object-too-large', 'x'.repeat(21)],
    ['empty-object', ''],
  ] as const) {
    it(`rejects as ${code} without reading the body, and removes the thumbnails`, async () => {
      source.put(key, text);
      processed.put(smallKey, 'old');

      expect(await reconcileWith()).to.include({ result: 'rejected', code });
      expect(source.calls).to.deep.equal([`read ${key}`, `discard ${key}`, `currentEtag ${key}`]);
      expect(thumbnails()).to.deep.equal({});
    });
  }

  it('skips the marker of a folder, without a call', async () => {
    source.put('holiday/', 'folder');

    expect(await reconcileWith({}, 'holiday/')).to.deep.equal({ result: 'skipped' });
    expect([...source.calls, ...processed.calls]).to.deep.equal([]);
  });

  // `small/` and `.webp`, or `large/` and `.jpeg`, are of 11 bytes; an é is of two.
  it('makes the thumbnails whose keys are just as long as S3 allows', async () => {
    const long = `a${'é'.repeat(506)}`;
    source.put(long, 'beach');

    expect(await reconcileWith({}, long)).to.have.property('result', 'created');
  });

  it('rejects a key whose thumbnails would have keys too long for S3, without reading the object', async () => {
    const tooLong = 'é'.repeat(507);
    source.put(tooLong, 'beach');

    expect(await reconcileWith({}, tooLong)).to.include({ result: 'rejected', code: 'key-too-long' });
    expect(source.calls).to.include(`discard ${tooLong}`);
    expect(processed.calls).to.deep.equal([]);
  });

  it('has nothing to remove where the thumbnails would have had keys too long for S3', async () => {
    expect(await reconcileWith({}, 'é'.repeat(507))).to.deep.equal({ result: 'removed' });
    expect(processed.calls).to.deep.equal([]);
  });
});
