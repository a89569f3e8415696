import {
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { Bucket, type LocalS3, refusalOf, startLocalS3 } from '../local-s3.ts';

describe('operations on buckets', () => {
  let s3: LocalS3;

  beforeEach(async () => {
    s3 = await startLocalS3();
  });

  afterEach(async () => {
    await s3.stop();
  });

  describe('listBuckets', () => {
    it('returns all buckets, sorted by name', async () => {
      await s3.store.createBucket('a-bucket');

      const { Buckets = [] } = await s3.client.send(new ListBucketsCommand({}));

      expect(Buckets.map(({ Name }) => Name)).to.deep.equal(['a-bucket', Bucket]);
      expect(Buckets[0]?.CreationDate).to.be.instanceOf(Date);
    });
  });

  describe('headBucket', () => {
    it('returns the region of a bucket, and 404 for a missing one', async () => {
      expect(await s3.client.send(new HeadBucketCommand({ Bucket }))).to.include({ BucketRegion: 'eu-west-1' });
      expect(await refusalOf(s3.client.send(new HeadBucketCommand({ Bucket: 'nowhere' })))).to.include({ status: 404 });
    });
  });

  describe('getBucketLocation', () => {
    it('returns the region', async () => {
      const { LocationConstraint } = await s3.client.send(new GetBucketLocationCommand({ Bucket }));

      expect(LocationConstraint).to.equal('eu-west-1');
    });

    it('returns none in us-east-1, as S3 does', async () => {
      const elsewhere = await startLocalS3('us-east-1');
      try {
        const { LocationConstraint } = await elsewhere.client.send(new GetBucketLocationCommand({ Bucket }));

        expect(LocationConstraint).to.equal(undefined);
      } finally {
        await elsewhere.stop();
      }
    });
  });

  describe('deleteObjects', () => {
    const remove = (keys: string[], Quiet = false) =>
      s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet } }));

    it('deletes every key, existing or not, and no similar one', async () => {
      const keys = ['a', ' a ', 'a\r\n', 'a\u0001', 'a&amp;<b>', '😀'];
      for (const key of [...keys, 'a&<b>']) await s3.store.put(Bucket, key, Buffer.from(key));

      const { Deleted = [], Errors } = await remove([...keys, 'missing']);

      expect(Deleted.map(({ Key }) => Key)).to.deep.equal([...keys, 'missing']);
      expect(Errors).to.equal(undefined);
      expect(s3.store.list(Bucket, {}).objects.map(({ key }) => key)).to.deep.equal(['a&<b>']);
    });

    it('returns only errors in quiet mode', async () => {
      s3.denied.add('s3:DeleteObject');

      const { Deleted, Errors } = await remove(['a'], true);

      expect(Deleted).to.equal(undefined);
      expect(Errors).to.have.length(1);
      expect(Errors?.[0]).to.include({ Key: 'a', Code: 'AccessDenied' });
    });

    it('refuses a condition on an object', async () => {
      const Delete = { Objects: [{ Key: 'a', ETag: '"e"' }] };

      const { name, message } = await refusalOf(s3.client.send(new DeleteObjectsCommand({ Bucket, Delete })));

      expect(name).to.equal('NotImplemented');
      expect(message).to.contain('"ETag"');
    });

    it('refuses more than 1,000 keys', async () => {
      const keys = Array.from({ length: 1001 }, (_, index) => `${index}`);

      expect(await refusalOf(remove(keys))).to.include({ name: 'MalformedXML', status: 400 });
    });
  });
});
