import { expect } from 'chai';
import { Failure } from '../../../functions/thumbnail/errors.ts';
import { Result } from '../../../functions/thumbnail/page-result.ts';
import { type ProcessedBucket, processedBucket } from '../../../functions/thumbnail/processed-bucket.ts';
import { readSettings } from '../../../functions/thumbnail/settings.ts';
import { expectError } from '../../support/expect-error.ts';
import { functionEnvironment } from '../../support/function-environment.ts';
import { type InMemoryObjectStore, inMemoryObjectStore } from '../../support/in-memory-object-store.ts';
import { textThumbnails } from '../../support/text-thumbnails.ts';

const variants = readSettings({
  ...functionEnvironment,
  VARIANTS: JSON.stringify([
    { name: 'small', width: 100, height: 50 },
    { name: 'large', width: 800, height: 600, format: 'jpeg' },
  ]),
}).variants;
const settings = {
  variants,
  thumbnailKeys: '{variant}/{key}.{format}',
  retiredKeys: [] as string[],
  cacheControl: 'public, max-age=300',
  digest: 'digest',
  results: true,
  probePrefix: undefined,
};
const source = { etag: 'etag', metadata: {} };
const key = 'holiday/beach.jpg';
const { signal } = new AbortController();

describe('processedBucket', () => {
  let store: InMemoryObjectStore;
  let bucket: ProcessedBucket;

  beforeEach(() => {
    store = inMemoryObjectStore();
    bucket = processedBucket(store, settings);
  });

  const publish = async () => bucket.publish(key, source, await textThumbnails(Buffer.from('beach'), variants), signal);
  const result = () => {
    const object = store.objects.get('results/holiday/beach.jpg.json');
    return object && Result.parse(JSON.parse(Buffer.from(object.body).toString()));
  };

  it('writes the result of an image once its thumbnails are written', async () => {
    await publish();

    expect(result()).to.deep.equal({
      result: 'created',
      sourceEtag: 'etag',
      settings: 'digest',
      width: 3000,
      height: 2000,
      thumbnails: [
        {
          variant: 'small',
          key: 'small/holiday/beach.jpg.webp',
          width: 100,
          height: 50,
          type: 'image/webp',
          bytes: 14,
        },
        {
          variant: 'large',
          key: 'large/holiday/beach.jpg.jpeg',
          width: 800,
          height: 600,
          type: 'image/jpeg',
          bytes: 14,
        },
      ],
    });
    expect(store.calls.at(-1)).to.equal('write results/holiday/beach.jpg.json');
  });

  it('does not write the last thumbnail, which tells that all are current, unless the others are written', async () => {
    const write = store.write.bind(store);
    const failing: typeof store.write = (at, ...rest) =>
      at.startsWith('small/') ? Promise.reject(new Failure('storage-unavailable', 'S3 is busy.')) : write(at, ...rest);
    bucket = processedBucket({ ...store, write: failing }, settings);

    await expectError(Failure, 'storage-unavailable', publish);

    expect([...store.objects.keys()]).to.deep.equal([]);
  });

  it('writes no thumbnail of a variant with another keyPrefix, and removes one that is there', async () => {
    const [small = expect.fail(), large = expect.fail()] = variants;
    const elsewhere = { ...large, keyPrefix: 'products/' };
    bucket = processedBucket(store, { ...settings, variants: [small, elsewhere] });
    store.put('large/holiday/beach.jpg.jpeg', 'outdated');

    const stored = await bucket.publish(key, source, await textThumbnails(Buffer.from('beach'), [small]), signal);

    expect(stored.map((it) => it.key)).to.deep.equal(['small/holiday/beach.jpg.webp']);
    expect([...store.objects.keys()]).to.have.members([
      'small/holiday/beach.jpg.webp',
      'results/holiday/beach.jpg.json',
    ]);
  });

  it('writes the placeholder into the result and the metadata of each thumbnail', async () => {
    const placeholder = { thumbHash: '1QcSHQRnh493V4dIh4eXh1h4kJUI', colour: '#a1c4e9', width: 3000, height: 2000 };
    const rendered = { ...(await textThumbnails(Buffer.from('beach'), variants)), placeholder };

    await bucket.publish(key, source, rendered, signal);

    expect(result()).to.have.property('placeholder').that.deep.equals(placeholder);
    for (const at of ['small/holiday/beach.jpg.webp', 'large/holiday/beach.jpg.jpeg']) {
      expect(store.objects.get(at)?.metadata).to.deep.equal({
        'source-etag': 'etag',
        settings: 'digest',
        thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
        colour: '#a1c4e9',
        'source-width': '3000',
        'source-height': '2000',
      });
    }
  });

  it('writes the code of a rejected image and nothing about the reason, and removes the thumbnails', async () => {
    await publish();

    await bucket.reject(key, source, 'corrupt-image', signal);

    expect(result()).to.deep.equal({
      result: 'rejected',
      sourceEtag: 'etag',
      settings: 'digest',
      code: 'corrupt-image',
    });
    expect([...store.objects.keys()]).to.deep.equal(['results/holiday/beach.jpg.json']);
  });

  it('keeps what was made of this very object when only its format is off', async () => {
    await publish();
    const made = new Map(store.objects);

    await bucket.reject(key, source, 'format-disabled', signal);

    expect([...store.objects]).to.deep.equal([...made]);
  });

  it('removes what was made of an earlier object when the format is off, and says so in the result', async () => {
    await publish();

    await bucket.reject(key, { etag: 'newer', metadata: {} }, 'format-disabled', signal);

    expect([...store.objects.keys()]).to.deep.equal(['results/holiday/beach.jpg.json']);
    expect(result()).to.deep.include({ result: 'rejected', sourceEtag: 'newer', code: 'format-disabled' });
  });

  it('says that the format is off where a thumbnail is missing, and keeps the others', async () => {
    await publish();
    store.objects.delete('small/holiday/beach.jpg.webp');

    await bucket.reject(key, source, 'format-disabled', signal);

    expect(store.objects.has('large/holiday/beach.jpg.jpeg')).to.equal(true);
    expect(result()).to.deep.include({ result: 'rejected', code: 'format-disabled' });
  });

  it('removes the result with the thumbnails', async () => {
    await publish();

    await bucket.remove(key, signal);

    expect([...store.objects.keys()]).to.deep.equal([]);
  });

  it('lets results be cached for seconds, by the browser alone where thumbnails are private', async () => {
    await publish();
    expect(store.objects.get('results/holiday/beach.jpg.json')).to.include({
      contentType: 'application/json',
      cacheControl: 'public, max-age=5',
    });

    bucket = processedBucket(store, { ...settings, cacheControl: 'private, max-age=300' });
    await publish();
    expect(store.objects.get('results/holiday/beach.jpg.json')?.cacheControl).to.equal('private, max-age=5');
  });

  for (const [without, changed] of Object.entries({
    'when they are off': { results: false },
    'of the probe': { probePrefix: 'holiday/' },
  })) {
    it(`writes no results ${without}, and removes those that there were earlier`, async () => {
      await publish();
      bucket = processedBucket(store, { ...settings, ...changed });

      await bucket.remove(key, signal);
      expect([...store.objects.keys()]).to.deep.equal([]);

      store.calls.length = 0;
      await publish();
      await bucket.reject(key, source, 'corrupt-image', signal);
      expect(store.calls.filter((call) => call.startsWith('write results/'))).to.deep.equal([]);
    });
  }

  it('writes results of all but the probe', async () => {
    bucket = processedBucket(store, { ...settings, probePrefix: 'probe/' });
    await publish();
    expect(result()).to.include({ result: 'created' });
  });

  it('removes what earlier settings made, whether the source is there, is rejected, or is gone', async () => {
    const retire = () => {
      for (const at of ['old/holiday/beach.jpg.webp', 'old/holiday/other.jpg.webp']) store.put(at, 'old');
    };
    bucket = processedBucket(store, { ...settings, retiredKeys: ['old/{key}.webp'] });

    for (const run of [
      publish,
      () => bucket.reject(key, source, 'corrupt-image', signal),
      () => bucket.remove(key, signal),
    ]) {
      retire();
      await run();
      expect([...store.objects.keys()]).to.not.include('old/holiday/beach.jpg.webp');
    }
    expect([...store.objects.keys()]).to.deep.equal(['old/holiday/other.jpg.webp']);
  });

  it('writes no result whose key S3 would refuse', async () => {
    const longKey = 'k'.repeat(1020);

    await bucket.reject(longKey, source, 'key-too-long', signal);

    expect(store.calls).to.deep.equal([]);
    expect(bucket.keys(longKey)).to.deep.equal([
      `small/${longKey}.webp`,
      `large/${longKey}.jpeg`,
      `results/${longKey}.json`,
    ]);
  });
});
