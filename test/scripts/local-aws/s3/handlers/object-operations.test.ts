import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ChecksumAlgorithm, DeleteObjectCommand, GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { Bucket, type LocalS3, refusalOf, startLocalS3 } from '../local-s3.ts';
import { Key, objectCalls } from '../object-calls.ts';

describe('operations on objects', () => {
  let s3: LocalS3;

  const { put, get, head, text } = objectCalls(() => s3);

  beforeEach(async () => {
    s3 = await startLocalS3();
  });

  afterEach(async () => {
    await s3.stop();
  });

  describe('putObject', () => {
    it('stores bytes, and returns their MD5 as ETag', async () => {
      const body = Buffer.alloc(800_000, 'hello');

      const { ETag } = await put({ Body: body });

      expect(ETag).to.equal(`"${createHash('md5').update(body).digest('hex')}"`);
      expect(body.equals((await (await get()).Body?.transformToByteArray()) ?? Buffer.alloc(0))).to.equal(true);
    });

    it('stores the contents of an aws-chunked body with its trailing checksum and without its framing', async () => {
      const body = Buffer.alloc(300_000, 'stream');

      await put({ Body: Readable.from([body]), ContentLength: body.length, ContentEncoding: 'gzip' });

      const { ContentLength, ContentEncoding, ChecksumCRC32 } = await head({ ChecksumMode: 'ENABLED' });
      expect({ ContentLength, ContentEncoding }).to.deep.equal({ ContentLength: body.length, ContentEncoding: 'gzip' });
      expect(ChecksumCRC32).to.be.a('string');
    });

    it('returns headers and metadata as they came', async () => {
      const given = {
        CacheControl: 'max-age=60',
        ContentDisposition: 'inline',
        ContentLanguage: 'pl',
        ContentType: 'image/webp',
        Metadata: { 'source-etag': 'abc' },
      };

      await put(given);

      expect(await head()).to.deep.include(given);
      expect(await get()).to.deep.include(given);
    });

    for (const key of [
      'a b+c%2F',
      '../up',
      'a//b/',
      '/',
      'line\nbreak\r',
      '\u0001',
      'zażółć 😀',
      '__proto__',
      'é'.repeat(512),
    ]) {
      it(`stores under the key ${JSON.stringify(key).slice(0, 30)} for itself`, async () => {
        await put({ Key: key, Body: key });

        expect(await text({ Key: key })).to.equal(key);
        expect(s3.store.head(Bucket, key)?.key).to.equal(key);
      });
    }

    it('refuses a key of more than 1,024 bytes', async () => {
      expect(await refusalOf(put({ Key: 'é'.repeat(513) }))).to.include({ name: 'KeyTooLongError', status: 400 });
    });

    for (const algorithm of Object.values(ChecksumAlgorithm).filter((each) => /^(CRC|SHA1$|SHA256$)/.test(each))) {
      it(`verifies a ${algorithm} checksum, and returns it on request`, async () => {
        await put({ ChecksumAlgorithm: algorithm });

        const given = await head({ ChecksumMode: 'ENABLED' });
        expect(given).to.have.property(`Checksum${algorithm}`).that.is.a('string');
        expect(given.ChecksumType).to.equal('FULL_OBJECT');
        expect(await text({ ChecksumMode: 'ENABLED' })).to.equal('hello');
        expect(await head()).not.to.have.property('ChecksumType');
      });

      it(`refuses a body with another ${algorithm} checksum, and stores nothing`, async () => {
        const wrong = put({ [`Checksum${algorithm}`]: 'AAAAAA==' });

        expect(await refusalOf(wrong)).to.include({ name: 'BadDigest', status: 400 });
        expect(s3.store.head(Bucket, Key)).to.equal(undefined);
        expect(s3.changes).to.deep.equal([]);
      });
    }

    it('refuses a body with another MD5', async () => {
      expect(await refusalOf(put({ ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' }))).to.include({ name: 'BadDigest' });
    });

    it('refuses metadata of more than 2 KB', async () => {
      expect(await refusalOf(put({ Metadata: { a: 'x'.repeat(2048) } }))).to.include({ name: 'MetadataTooLarge' });
      await put({ Metadata: { a: 'x'.repeat(2047) } });
    });

    it('lets one of many concurrent writers with If-None-Match succeed', async () => {
      const attempts = Array.from({ length: 20 }, (_, index) => put({ Body: `${index}`, IfNoneMatch: '*' }));

      const results = await Promise.allSettled(attempts);

      expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      expect(s3.changes).to.have.length(1);
    });

    it('replaces only the object that If-Match names', async () => {
      expect(await refusalOf(put({ IfMatch: '"x"' }))).to.include({ name: 'NoSuchKey', status: 404 });
      const { ETag } = await put({ Body: 'first' });

      await put({ Body: 'second', IfMatch: ETag });

      expect(await refusalOf(put({ Body: 'third', IfMatch: ETag }))).to.include({
        name: 'PreconditionFailed',
        status: 412,
      });
      expect(await text()).to.equal('second');
    });
  });

  describe('deleteObject', () => {
    it('deletes an object, and succeeds when there is none', async () => {
      await put();

      await s3.client.send(new DeleteObjectCommand({ Bucket, Key }));
      await s3.client.send(new DeleteObjectCommand({ Bucket, Key }));

      expect(await refusalOf(get())).to.include({ name: 'NoSuchKey' });
      expect(s3.changes.map(({ eventName }) => eventName)).to.deep.equal(['ObjectCreated:Put', 'ObjectRemoved:Delete']);
    });
  });

  describe('getObjectTagging', () => {
    it('returns no tags of an object, and reports a missing one', async () => {
      await put();

      const { TagSet } = await s3.client.send(new GetObjectTaggingCommand({ Bucket, Key }));
      const missing = refusalOf(s3.client.send(new GetObjectTaggingCommand({ Bucket, Key: 'missing' })));

      expect(TagSet).to.deep.equal([]);
      expect(await missing).to.include({ name: 'NoSuchKey' });
    });
  });
});
