import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { S3Error } from '../../../../../scripts/local-aws/s3/errors.ts';
import { type BucketStore, openBucketStore } from '../../../../../scripts/local-aws/s3/store/bucket-store.ts';
import type { ObjectChange } from '../../../../../scripts/local-aws/s3/store/object-change.ts';
import { objectFileName } from '../../../../../scripts/local-aws/s3/store/object-file.ts';
import { expectError } from '../../../../support/expect-error.ts';

const bucket = 'pictures';

describe('openBucketStore', () => {
  let directory: string;
  let changes: ObjectChange[];

  const open = async (options: { isTemporary?: boolean } = {}): Promise<BucketStore> => {
    const store = await openBucketStore({ directory, ...options, onChange: (change) => changes.push(change) });
    await store.createBucket(bucket);
    return store;
  };

  beforeEach(async () => {
    changes = [];
    directory = await mkdtemp(path.join(tmpdir(), 'bucket-store-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  it('returns bytes, headers and metadata after a restart', async () => {
    const options = { headers: { 'content-type': 'image/png' }, metadata: { by: 'me' } };
    const info = await (await open()).put(bucket, '../a', Buffer.from('abc'), options);

    const reopened = await open();

    expect(info)
      .to.include({ key: '../a', size: 3, etag: '900150983cd24fb0d6963f7d28e17f72' })
      .and.deep.include(options);
    expect(reopened.head(bucket, '../a')).to.deep.equal(info);
    expect((await read(reopened, '../a')).toString()).to.equal('abc');
  });

  it('has only complete objects, and no other files, after a kill', async () => {
    const store = await open();
    for (const key of ['whole', 'torn']) await store.put(bucket, key, Buffer.from(key));
    await truncate(path.join(directory, bucket, objectFileName('torn')), 100);
    await writeFile(path.join(directory, bucket, '.incoming', 'half'), 'hal');

    const reopened = await open();

    expect(reopened.list(bucket, {}).objects.map(({ key }) => key)).to.deep.equal(['whole']);
    expect(await readdir(path.join(directory, bucket, '.incoming'))).to.deep.equal([]);
  });

  it('keeps the old object and nothing of the new one when a body fails or a write is refused', async () => {
    const store = await open();
    await store.put(bucket, 'k', Buffer.from('old'));
    async function* failing() {
      yield Buffer.from('new');
      throw new RangeError('broken off');
    }
    const mayReplace = () => {
      throw new RangeError('refused');
    };

    await expectError(RangeError, undefined, () => store.put(bucket, 'k', failing()));
    await expectError(RangeError, undefined, () => store.put(bucket, 'k', Buffer.from('new'), { mayReplace }));

    expect((await read(store, 'k')).toString()).to.equal('old');
    expect(await readdir(path.join(directory, bucket, '.incoming'))).to.deep.equal([]);
    expect(changes).to.have.length(1);
  });

  it('continues to read an object that is overwritten or deleted meanwhile', async () => {
    const store = await open();
    const old = Buffer.alloc(3_000_000, 'old');
    await store.put(bucket, 'k', old);
    const reading = [store.get(bucket, 'k'), store.get(bucket, 'k', { first: 3, last: 5 })];

    await store.put(bucket, 'k', Buffer.from('new'));
    store.delete(bucket, 'k');

    const [whole, range] = await Promise.all(reading.map((each) => buffer(each?.body ?? Readable.from([]))));
    expect(whole?.equals(old)).to.equal(true);
    expect(range?.toString()).to.equal('old');
  });

  it('keeps one complete body of many concurrent writes to a key, and reports each in order', async () => {
    const store = await open();
    const bodies = Array.from({ length: 20 }, (_, index) => Buffer.alloc(200_000, `${index} `));

    await Promise.all(bodies.map((body) => store.put(bucket, 'k', body)));

    const last = store.head(bucket, 'k');
    const stored = await read(store, 'k');
    expect(bodies.some((body) => body.equals(stored))).to.equal(true);
    expect(changes).to.have.length(20);
    expect(changes.at(-1)).to.include({ size: last?.size, etag: last?.etag });
    const sequencers = changes.map(({ sequencer }) => sequencer);
    expect(sequencers).to.deep.equal([...new Set(sequencers)].sort());
  });

  it('reports puts and deletions, but not the deletion of a missing object', async () => {
    const store = await open();
    const { etag } = await store.put(bucket, 'k', Buffer.from('abc'));
    store.delete(bucket, 'k');
    store.delete(bucket, 'k');

    expect(changes.map(({ sequencer, time, ...change }) => change)).to.deep.equal([
      { bucket, key: 'k', eventName: 'ObjectCreated:Put', size: 3, etag },
      { bucket, key: 'k', eventName: 'ObjectRemoved:Delete' },
    ]);
  });

  it('lists the current objects', async () => {
    const store = await open();
    const keys = () => store.list(bucket, {}).objects.map(({ key }) => key);
    await store.put(bucket, 'b', Buffer.from('b'));
    expect(keys()).to.deep.equal(['b']);

    await store.put(bucket, 'a', Buffer.from('a'));
    expect(keys()).to.deep.equal(['a', 'b']);

    store.delete(bucket, 'a');
    expect(store.list(bucket, { maxKeys: 1 }).objects.map(({ key }) => key)).to.deep.equal(['b']);
  });

  describe('putFile', () => {
    let file: string;

    beforeEach(async () => {
      file = path.join(directory, 'nine.txt');
      await writeFile(file, '123456789');
    });

    // The check value of CRC-32, 0xCBF43926: https://reveng.sourceforge.io/crc-catalogue/all.htm
    const value = Buffer.from('cbf43926', 'hex').toString('base64');
    const checksum = { algorithm: 'crc32', type: 'FULL_OBJECT', value };

    it('copies a file with its CRC-32', async () => {
      const store = await open();
      const info = await store.putFile(bucket, 'k', file);
      await writeFile(file, 'changed');

      expect(info).to.deep.include({ size: 9, etag: '25f9e794323b453885f5181f1b624d0b', checksum });
      expect((await read(await open(), 'k')).toString()).to.equal('123456789');
    });

    it('reads the file where it is in a temporary store, and never removes it', async () => {
      const store = await open({ isTemporary: true });
      const info = await store.putFile(bucket, 'k', file);

      expect(info).to.deep.include({ size: 9, checksum });
      expect(changes).to.have.length(1);
      expect((await read(store, 'k')).toString()).to.equal('123456789');
      expect(await readdir(path.join(directory, bucket))).to.deep.equal(['.incoming']);
      store.delete(bucket, 'k');
      expect(store.get(bucket, 'k')).to.equal(undefined);
      expect((await readFile(file)).toString()).to.equal('123456789');
    });

    it('gives each object of a temporary store a random ETag, which no client takes for an MD5', async () => {
      const store = await open({ isTemporary: true });

      const [one, other] = [await store.putFile(bucket, 'one', file), await store.putFile(bucket, 'other', file)];

      expect(one.etag).to.match(/^[0-9a-f]{32}-1$/);
      expect(other.etag).not.to.equal(one.etag);
    });

    it('replaces a file by an upload in a temporary store', async () => {
      const store = await open({ isTemporary: true });
      await store.putFile(bucket, 'k', file);

      await store.put(bucket, 'k', Buffer.from('new'));

      expect((await read(store, 'k')).toString()).to.equal('new');
    });

    it('breaks off the body of a temporary store when the file has become shorter', async () => {
      const store = await open({ isTemporary: true });
      await store.putFile(bucket, 'k', file);
      await writeFile(file, '123');

      await expectError(Error, undefined, () => read(store, 'k'));
    });

    it('stores an empty file', async () => {
      await writeFile(file, '');
      for (const isTemporary of [false, true]) {
        const store = await open({ isTemporary });
        expect((await store.putFile(bucket, 'k', file)).size).to.equal(0);
        expect((await read(store, 'k')).length).to.equal(0);
      }
    });
  });

  it('refuses a missing bucket, an invalid bucket name and a key that is too long', async () => {
    const store = await open();

    await expectError(S3Error, 'NoSuchBucket', () => store.head('nowhere', 'k'));
    await expectError(S3Error, 'InvalidBucketName', () => store.createBucket('../outside'));
    await expectError(S3Error, 'KeyTooLongError', () => store.put(bucket, 'é'.repeat(513), Buffer.from('x')));
  });
});

async function read(store: BucketStore, key: string): Promise<Buffer> {
  return buffer(store.get(bucket, key)?.body ?? Readable.from([]));
}
