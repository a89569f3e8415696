import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  ListPartsCommand,
  type ListPartsCommandInput,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { Bucket, type LocalS3, refusalOf, startLocalS3 } from '../local-s3.ts';

describe('lists of uploads', () => {
  let s3: LocalS3;
  const create = async (Key: string, to = Bucket) =>
    (await s3.client.send(new CreateMultipartUploadCommand({ Bucket: to, Key }))).UploadId ?? '';

  beforeEach(async () => {
    s3 = await startLocalS3();
  });

  afterEach(async () => {
    await s3.stop();
  });

  describe('listMultipartUploads', () => {
    const list = (input: Partial<ListMultipartUploadsCommandInput> = {}) =>
      s3.client.send(new ListMultipartUploadsCommand({ Bucket, ...input }));

    it('returns the uploads of a bucket by key', async () => {
      await s3.store.createBucket('other');
      await create('a', 'other');
      const [b, a] = [await create('b'), await create('a ü')];

      const { Uploads = [], IsTruncated } = await list();

      expect(Uploads.map(({ Key, UploadId }) => [Key, UploadId])).to.deep.equal([
        ['a ü', a],
        ['b', b],
      ]);
      expect(Uploads[0]?.Initiated).to.be.instanceOf(Date);
      expect(IsTruncated).to.equal(false);
    });

    it('returns all uploads page by page, also several of one key', async () => {
      const ids = [await create('a'), await create('a'), await create('a'), await create('b')];
      const found: (string | undefined)[] = [];
      let page = await list({ MaxUploads: 1 });
      for (;;) {
        found.push(...(page.Uploads ?? []).map(({ UploadId }) => UploadId));
        if (!page.IsTruncated) break;
        const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
        page = await list({ MaxUploads: 1, KeyMarker, UploadIdMarker });
      }

      expect(found).to.have.length(4).and.to.have.members(ids);
    });

    it('returns common prefixes, and encodes keys on request', async () => {
      for (const key of ['x/1', 'x/2', 'x y/1', 'z']) await create(key);
      const query = { Delimiter: '/', EncodingType: 'url' } as const;

      const { Uploads = [], CommonPrefixes = [] } = await list(query);
      const within = await list({ ...query, Prefix: 'x/' });

      expect(Uploads.map(({ Key }) => Key)).to.deep.equal(['z']);
      expect(CommonPrefixes.map(({ Prefix }) => Prefix)).to.deep.equal(['x+y/', 'x/']);
      expect(within.Uploads?.map(({ Key }) => Key)).to.deep.equal(['x/1', 'x/2']);
    });
  });

  describe('listParts', () => {
    const list = (UploadId: string, input: Partial<ListPartsCommandInput> = {}) =>
      s3.client.send(new ListPartsCommand({ Bucket, Key: 'a', UploadId, ...input }));

    it('returns the parts by number, page by page', async () => {
      const UploadId = await create('a');
      for (const [PartNumber, Body] of [
        [10, 'ten'],
        [2, 'two'],
      ] as const) {
        await s3.client.send(new UploadPartCommand({ Bucket, Key: 'a', UploadId, PartNumber, Body }));
      }

      const first = await list(UploadId, { MaxParts: 1 });
      const second = await list(UploadId, { PartNumberMarker: first.NextPartNumberMarker });

      expect(first.IsTruncated).to.equal(true);
      expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).to.deep.equal([[2, 3]]);
      // printf ten | md5sum
      expect(second.Parts?.map(({ PartNumber, ETag }) => [PartNumber, ETag])).to.deep.equal([
        [10, '"b1b9a972ccd8c962a473909b97007eb4"'],
      ]);
      expect(second.Parts?.[0]?.LastModified).to.be.instanceOf(Date);
      expect(second.IsTruncated).to.equal(false);
    });

    it('reports a missing upload', async () => {
      expect(await refusalOf(list('x'))).to.include({ name: 'NoSuchUpload' });
    });
  });
});
