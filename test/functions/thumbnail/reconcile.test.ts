import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { Failure, Rejection } from '../../../functions/thumbnail/errors.ts';
import type { ObjectStore } from '../../../functions/thumbnail/object-store.ts';
import { type Ports, reconcile } from '../../../functions/thumbnail/reconcile.ts';
import type { RenderLimits } from '../../../functions/thumbnail/rendering/types.ts';
import { readSettings } from '../../../functions/thumbnail/settings.ts';
import { expectError } from '../../support/expect-error.ts';
import { functionEnvironment } from '../../support/function-environment.ts';
import { etagOf, type InMemoryObjectStore, inMemoryObjectStore } from '../../support/in-memory-object-store.ts';
import { plentyOfTime } from '../../support/plenty-of-time.ts';
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

  const reconcileWith = (ports: Partial<Ports> = {}, of = key, deadline = plentyOfTime, maxSourceBytes = 20) =>
    reconcile({ source, processed, render: textThumbnails, ...ports }, { ...settings, maxSourceBytes })(of, deadline);

  const rejecting: Ports['render'] = async () => {
    throw new Rejection('corrupt-image', 'The image is cut off.');
  };

  /** The text of each thumbnail in the processed bucket. */
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

  it('asks for a placeholder where the setting is on, and reports it', async () => {
    const placeholder = { thumbHash: 'hash', colour: '#a1c4e9', width: 3000, height: 2000 };
    const render: Ports['render'] = async (image, made, _, { wantsPlaceholder }) => ({
      ...(await textThumbnails(image, made)),
      ...(wantsPlaceholder && { placeholder }),
    });
    source.put(key, 'beach');
    const withSetting = (isOn: boolean) =>
      reconcile({ source, processed, render }, { ...settings, placeholder: isOn })(key, plentyOfTime);

    expect(await withSetting(true))
      .to.have.property('placeholder')
      .that.deep.equals(placeholder);
    expect(await withSetting(false)).not.to.have.property('placeholder');
  });

  it('writes each thumbnail with its content type, cache control and origin', async () => {
    source.put(key, 'beach');

    await reconcileWith();

    const written = [smallKey, largeKey].map((at) => processed.objects.get(at));
    expect(written.map((it) => it?.contentType)).to.deep.equal(['image/webp', 'image/jpeg']);
    for (const { cacheControl, metadata } of processed.objects.values()) {
      expect(cacheControl).to.equal('public, max-age=300');
      expect(metadata).to.deep.equal({ 'source-etag': etagOf('beach'), settings: settings.digest });
    }
  });

  it('skips an object whose key begins with the keyPrefix of no variant, and removes thumbnails that are there', async () => {
    const variants = settings.variants.map((variant) => ({ ...variant, keyPrefix: 'products/' }));
    source.put(key, 'beach');
    processed.put(smallKey, 'outdated');
    const reconcileKey = reconcile({ source, processed, render: textThumbnails }, { ...settings, variants });

    const { result } = await reconcileKey(key, plentyOfTime);

    expect(result).to.equal('skipped');
    expect(thumbnails()).to.deep.equal({});
  });

  it('starts over when the object is overwritten in the meantime', async () => {
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

  it('removes the thumbnails of an object that is removed in the meantime', async () => {
    source.put(key, 'beach');

    const reconciled = await reconcileWith({
      render: async (image, variants) => {
        source.objects.delete(key);
        return textThumbnails(image, variants);
      },
    });

    expect(reconciled).to.deep.equal({ result: 'removed' });
    expect(thumbnails()).to.deep.equal({});
  });

  it('makes the thumbnails of an object that comes back during the removal', async () => {
    const comingBack: ObjectStore = {
      ...processed,
      remove: (at, signal) => {
        source.put(key, 'beach');
        return processed.remove(at, signal);
      },
    };

    expect(await reconcileWith({ processed: comingBack })).to.have.property('result', 'created');
    expect(thumbnails()).to.deep.equal({ [smallKey]: 'beach as small', [largeKey]: 'beach as large' });
  });

  it('gives the same result for a duplicate event', async () => {
    source.put(key, 'beach');
    const first = await reconcileWith();
    const made = thumbnails();

    expect(await reconcileWith()).to.deep.equal(first);
    expect(thumbnails()).to.deep.equal(made);
  });

  it('removes the thumbnails of the object that a rejected one replaced', async () => {
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

  it('starts over when a rejected object is overwritten by a good one in the meantime', async () => {
    source.put(key, 'no beach');

    const reconciled = await reconcileWith({
      render: async (image, variants, ...others) => {
        source.put(key, 'beach');
        return `${image}` === 'no beach' ? rejecting(image, variants, ...others) : textThumbnails(image, variants);
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

  it('fails only after all writes have ended, so that none is resumed in a later invocation', async () => {
    source.put(key, 'beach');
    const order: string[] = [];
    const partly: ObjectStore = {
      ...processed,
      write: async (at) => {
        if (at === smallKey) throw new Failure('storage-unavailable', 'S3 is slow.');
        await delay(20);
        order.push('written');
      },
    };

    const variants = settings.variants.flatMap((it) => (it.name === 'small' ? [it, { ...it, name: 'medium' }] : [it]));
    const reconcileKey = reconcile({ source, processed: partly, render: textThumbnails }, { ...settings, variants });

    await expectError(Failure, 'storage-unavailable', () => reconcileKey(key, plentyOfTime));
    order.push('failed');

    expect(order).to.deep.equal(['written', 'failed']);
  });

  it('fails when there is no time for another round', async () => {
    source.put(key, 'beach');
    let left = 1500;
    const deadline = { ...plentyOfTime, leftMs: () => left };
    const slow: Ports['render'] = async (image, variants) => {
      left = 500;
      source.put(key, 'other beach');
      return textThumbnails(image, variants);
    };

    const { message } = await expectError(Failure, 'out-of-time', () => reconcileWith({ render: slow }, key, deadline));

    expect(message).to.contain('Round 2');
    expect(source.calls.filter((call) => call.startsWith('read'))).to.have.length(1);
  });

  for (const code of ['out-of-time', 'out-of-memory'] as const) {
    it(`fails as ${code} when rendering does, and keeps the thumbnails`, async () => {
      source.put(key, 'beach');
      processed.put(smallKey, 'old');
      const render: Ports['render'] = async () => {
        throw new Failure(code, 'Rendering was not finished.');
      };

      await expectError(Failure, code, () => reconcileWith({ render }));

      expect(thumbnails()).to.deep.equal({ [smallKey]: 'old' });
    });
  }

  it('rejects an image that costs too much, however little time is left', async () => {
    source.put(key, 'beach');
    const render: Ports['render'] = async () => {
      throw new Rejection('image-too-complex', 'It takes more CPU time than it may.');
    };

    expect(await reconcileWith({ render }, key, { ...plentyOfTime, leftMs: () => 2000 })).to.include({
      result: 'rejected',
      code: 'image-too-complex',
    });
  });

  it('skips a thumbnail without reading it, and removes the thumbnails of the object that it replaced', async () => {
    processed.put(smallKey, 'old');
    source.objects.set(key, { body: Buffer.from('beach'), metadata: { 'source-etag': 'e', settings: 's' } });

    const { result, ...more } = await reconcileWith();

    expect(result).to.equal('skipped');
    expect(more).to.have.property('reason').that.contains('thumbnail itself');
    expect(source.calls).to.deep.equal([`read ${key}`, `discard ${key}`, `head ${key}`]);
    expect(thumbnails()).to.deep.equal({});
  });

  it('starts over when a thumbnail is overwritten by the same bytes without its marks, which have the same ETag', async () => {
    source.objects.set(key, { body: Buffer.from('beach'), metadata: { 'source-etag': 'e', settings: 's' } });
    const remove: ObjectStore['remove'] = async (at, signal) => {
      source.put(key, 'beach');
      await processed.remove(at, signal);
    };

    expect(await reconcileWith({ processed: { ...processed, remove } })).to.include({ result: 'created' });
    expect(thumbnails()).to.deep.equal({ [smallKey]: 'beach as small', [largeKey]: 'beach as large' });
  });

  it('fails only after all removals have ended, so that none is resumed in a later invocation', async () => {
    let ended = 0;
    const remove: ObjectStore['remove'] = async (at) => {
      if (at === smallKey) throw new Failure('storage-unavailable', 'S3 is slow.');
      await delay(20);
      ended += 1;
    };

    await expectError(Failure, 'storage-unavailable', () => reconcileWith({ processed: { ...processed, remove } }));
    expect(ended).to.equal(2);
  });

  it('makes thumbnails of an object with only one of the marks of a thumbnail', async () => {
    source.objects.set(key, { body: Buffer.from('beach'), metadata: { settings: 'mine' } });

    expect(await reconcileWith()).to.have.property('result', 'created');
  });

  it('keeps the thumbnails of an object that is gone when mirrorDeletes is false', async () => {
    processed.put(smallKey, 'of what was there');

    const kept = await reconcile({ source, processed, render: textThumbnails }, { ...settings, mirrorDeletes: false })(
      key,
      plentyOfTime,
    );

    expect(kept).to.have.property('result', 'skipped');
    expect(thumbnails()).to.deep.equal({ [smallKey]: 'of what was there' });
  });

  it('passes the limits to the renderer, with no more time than is left', async () => {
    source.put(key, 'beach');
    const told: RenderLimits[] = [];
    const render: Ports['render'] = async (image, variants, limits) => {
      told.push(limits);
      return textThumbnails(image, variants);
    };

    await reconcileWith({ render });
    await reconcileWith({ render }, key, { ...plentyOfTime, leftMs: () => 5000 });

    expect(told).to.deep.equal([settings.renderLimits, { ...settings.renderLimits, wallMs: 5000 }]);
  });

  it('reads an object whose size is exactly the limit', async () => {
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
      expect(source.calls).to.deep.equal([`read ${key}`, `discard ${key}`, `head ${key}`]);
      expect(thumbnails()).to.deep.equal({});
    });
  }

  it('skips the marker of a directory, and removes thumbnails of what was there before', async () => {
    source.put('holiday/', '');
    processed.put('small/holiday/.webp', 'old');

    expect(await reconcileWith({}, 'holiday/')).to.have.property('result', 'skipped');
    expect(thumbnails()).to.deep.equal({});
  });

  it('makes thumbnails of an object that is not empty, although its key ends with a slash', async () => {
    source.put('holiday/', 'beach');

    expect(await reconcileWith({}, 'holiday/')).to.have.property('result', 'created');
    expect(thumbnails()).to.have.property('small/holiday/.webp', 'beach as small');
  });

  it('rejects an object that can never be decrypted, without reading the body, and removes the thumbnails', async () => {
    source.put(key, 'beach');
    processed.put(smallKey, 'old');
    const problem = new Rejection('undecryptable-object', 'The key is gone.');
    const encrypted: ObjectStore = {
      ...source,
      read: async (at, signal) => {
        const found = await source.read(at, signal);
        return found && { ...found, size: 0, problem };
      },
    };

    expect(await reconcileWith({ source: encrypted })).to.deep.equal({
      result: 'rejected',
      code: 'undecryptable-object',
      reason: 'The key is gone.',
    });
    expect(source.calls).to.deep.equal([`read ${key}`, `discard ${key}`, `head ${key}`]);
    expect(thumbnails()).to.deep.equal({});
  });

  it('renders what is in a compressed object', async () => {
    source.objects.set(key, { body: gzipSync('beach') });

    await reconcileWith({}, key, plentyOfTime, 40);

    expect(thumbnails()).to.have.property(smallKey, 'beach as small');
  });

  it('names the Content-Encoding of an object that is not recognized', async () => {
    source.objects.set(key, { body: Buffer.from('beach'), contentEncoding: 'compress' });
    const unsupported: Ports['render'] = async () => {
      throw new Rejection('unsupported-format', 'Not a recognized image format.');
    };

    const { reason } = (await reconcileWith({ render: unsupported })) as { reason: string };

    expect(reason).to.contain('Its Content-Encoding is "compress".');
  });

  // `small/` and `.webp`, or `large/` and `.jpeg`, have 11 bytes; an é has two.
  it('makes and removes thumbnails whose keys are as long as S3 allows', async () => {
    const long = `a${'é'.repeat(506)}`;
    source.put(long, 'beach');

    expect(await reconcileWith({}, long)).to.have.property('result', 'created');

    source.objects.delete(long);
    expect(await reconcileWith({}, long)).to.have.property('result', 'removed');
    expect(thumbnails()).to.deep.equal({});
  });

  it('rejects a key whose thumbnails would have too long keys for S3, without reading the object', async () => {
    const tooLong = 'é'.repeat(507);
    source.put(tooLong, 'beach');

    expect(await reconcileWith({}, tooLong)).to.include({ result: 'rejected', code: 'key-too-long' });
    expect(source.calls).to.include(`discard ${tooLong}`);
    expect(processed.calls).to.deep.equal([]);
  });

  it('has nothing to remove for a key whose thumbnails would have too long keys for S3', async () => {
    expect(await reconcileWith({}, 'é'.repeat(507))).to.deep.equal({ result: 'removed' });
    expect(processed.calls).to.deep.equal([]);
  });
});
