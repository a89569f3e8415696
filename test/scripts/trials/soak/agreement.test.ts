import { expect } from 'chai';
import { type BucketStore, openBucketStore } from '../../../../scripts/local-aws/index.ts';
import {
  type Buckets,
  disagreements,
  type ExpectedThumbnails,
  thumbnailsByKey,
} from '../../../../scripts/trials/soak/agreement.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('disagreements', () => {
  let objects: BucketStore;
  let buckets: Buckets;
  let expected: ExpectedThumbnails;

  const upload = (key: string, text: string) => objects.put('source', key, Buffer.from(text));
  const write = (key: string, text: string, etag: string | undefined) =>
    objects.put('processed', key, Buffer.from(text), { metadata: { 'source-etag': `${etag}` } });
  const wrongKeys = async () => [...(await disagreements(buckets, expected)).keys()];

  beforeEach(async () => {
    objects = await openBucketStore({ directory: await temporaryDirectory(), onChange: () => {} });
    for (const bucket of ['source', 'processed']) await objects.createBucket(bucket);
    buckets = { objects, source: 'source', processed: 'processed' };
    const { etag } = await upload('a/b.jpg', 'beach');
    await write('200x200/a/b.jpg.webp', 'small beach', etag);
    const made = (await thumbnailsByKey(buckets)).get('a/b.jpg') ?? new Map();
    expected = new Map([[etag, made]]);
  });

  it('finds nothing when every thumbnail is of the current object', async () => {
    expect(await wrongKeys()).to.deep.equal([]);
  });

  it('finds a missing thumbnail', async () => {
    await upload('c.jpg', 'beach');
    expect(await wrongKeys()).to.deep.equal(['c.jpg']);
  });

  it('finds the thumbnail of a removed object', async () => {
    objects.delete('source', 'a/b.jpg');
    expect(await wrongKeys()).to.deep.equal(['a/b.jpg']);
  });

  it('finds the thumbnail of a replaced object, also when the new one has none', async () => {
    await upload('a/b.jpg', 'no image');
    expect(await wrongKeys()).to.deep.equal(['a/b.jpg']);
  });

  it('finds a thumbnail with other bytes, or with the mark of another object', async () => {
    const etag = objects.head('source', 'a/b.jpg')?.etag;
    await write('200x200/a/b.jpg.webp', 'another beach', etag);
    expect(await wrongKeys()).to.deep.equal(['a/b.jpg']);
    await write('200x200/a/b.jpg.webp', 'small beach', 'another');
    expect(await wrongKeys()).to.deep.equal(['a/b.jpg']);
  });
});
