import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  type ListBucketsCommandInput,
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

    it('returns buckets page by page, and by prefix and region', async () => {
      await s3.store.createBucket('a-bucket');
      const namesOf = async (input: ListBucketsCommandInput) =>
        (await s3.client.send(new ListBucketsCommand(input))).Buckets?.map(({ Name }) => Name) ?? [];

      const { Buckets, ContinuationToken } = await s3.client.send(new ListBucketsCommand({ MaxBuckets: 1 }));

      expect(Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])).to.deep.equal([['a-bucket', 'eu-west-1']]);
      expect(await namesOf({ MaxBuckets: 1, ContinuationToken })).to.deep.equal([Bucket]);
      expect(await namesOf({ Prefix: 'p' })).to.deep.equal([Bucket]);
      expect(await namesOf({ BucketRegion: 'us-east-1' })).to.deep.equal([]);
    });
  });

  describe('createBucket', () => {
    it('answers that the bucket exists, and creates no other', async () => {
      const create = (name: string) =>
        refusalOf(s3.client.send(new CreateBucketCommand({ Bucket: name, ACL: 'private' })));

      expect(await create(Bucket)).to.include({ name: 'BucketAlreadyOwnedByYou', status: 409 });
      expect(await create('new-bucket')).to.include({ name: 'NotImplemented', status: 501 });
      expect(s3.store.buckets().map(({ name }) => name)).to.deep.equal([Bucket]);
    });

    it('succeeds in us-east-1 for a bucket that exists, as S3 does', async () => {
      const elsewhere = await startLocalS3('us-east-1');
      try {
        expect(await elsewhere.client.send(new CreateBucketCommand({ Bucket }))).to.include({ Location: '/pictures' });
      } finally {
        await elsewhere.stop();
      }
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

    it('refuses a request without a checksum of its body, as S3 does', async () => {
      const response = await fetch(`${s3.endpoint}/${Bucket}?delete`, {
        method: 'POST',
        headers: { authorization: 'AWS4-HMAC-SHA256 Credential=ME/20260102/eu-west-1/s3/aws4_request, Signature=0' },
        body: '<Delete><Object><Key>a</Key></Object></Delete>',
      });

      expect(response.status).to.equal(400);
      expect(await response.text()).to.contain('Missing required header for this request');
    });

    it('refuses more than 1,000 keys', async () => {
      const keys = Array.from({ length: 1001 }, (_, index) => `${index}`);

      expect(await refusalOf(remove(keys))).to.include({ name: 'MalformedXML', status: 400 });
    });
  });
});
