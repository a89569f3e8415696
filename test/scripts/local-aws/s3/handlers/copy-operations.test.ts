import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  type CopyObjectCommandInput,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  UploadPartCopyCommand,
  type UploadPartCopyCommandInput,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { Bucket, type LocalS3, refusalOf, startLocalS3 } from '../local-s3.ts';

describe('operations that copy', () => {
  let s3: LocalS3;
  const text = async (key: string) => {
    const chunks: Buffer[] = [];
    for await (const chunk of s3.store.get(Bucket, key)?.body ?? []) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };

  beforeEach(async () => {
    s3 = await startLocalS3();
    await s3.store.put(Bucket, 'a b/ü.txt', Buffer.from('hello'), {
      headers: { 'content-type': 'text/plain' },
      metadata: { by: 'me' },
    });
  });

  afterEach(async () => {
    await s3.stop();
  });

  describe('copyObject', () => {
    const CopySource = `${Bucket}/${encodeURIComponent('a b/ü.txt')}`;
    const copy = (input: Partial<CopyObjectCommandInput> = {}) =>
      s3.client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource, ...input }));

    it('copies bytes, headers and metadata, and reports a copy', async () => {
      const { CopyObjectResult } = await copy();

      expect(await text('copy')).to.equal('hello');
      const { ETag, ContentType, Metadata } = await s3.client.send(new HeadObjectCommand({ Bucket, Key: 'copy' }));
      expect({ ETag, ContentType, Metadata }).to.deep.equal({
        ETag: CopyObjectResult?.ETag,
        ContentType: 'text/plain',
        Metadata: { by: 'me' },
      });
      expect(s3.changes.at(-1)).to.include({ key: 'copy', eventName: 'ObjectCreated:Copy', size: 5 });
    });

    it('replaces headers and metadata on request, also of the source itself', async () => {
      const replaced = { MetadataDirective: 'REPLACE', ContentType: 'image/png', Metadata: { by: 'you' } } as const;
      await copy({ Key: 'a b/ü.txt', ...replaced });

      expect(await text('a b/ü.txt')).to.equal('hello');
      expect(s3.store.head(Bucket, 'a b/ü.txt')).to.deep.include({
        headers: { 'content-type': 'image/png' },
        metadata: { by: 'you' },
      });
    });

    it('computes the requested checksum', async () => {
      const { CopyObjectResult } = await copy({ ChecksumAlgorithm: 'SHA256' });

      // printf hello | openssl dgst -sha256 -binary | base64
      expect(CopyObjectResult?.ChecksumSHA256).to.equal('LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=');
    });

    for (const [what, input, name] of [
      ['onto itself without a change', { Key: 'a b/ü.txt' }, 'InvalidRequest'],
      ['of a missing object', { CopySource: `${Bucket}/missing` }, 'NoSuchKey'],
      ['from a missing bucket', { CopySource: 'nowhere/k' }, 'NoSuchBucket'],
      ['to a missing bucket', { Bucket: 'nowhere' }, 'NoSuchBucket'],
      ['of a source without a key', { CopySource: Bucket }, 'InvalidArgument'],
      ['of an object with another ETag', { CopySourceIfMatch: '"x"' }, 'PreconditionFailed'],
      ['of an object with the same ETag', { CopySourceIfNoneMatch: '*' }, 'PreconditionFailed'],
      ['over an object with If-None-Match', { Key: 'taken', IfNoneMatch: '*' }, 'PreconditionFailed'],
    ] as const) {
      it(`refuses a copy ${what}`, async () => {
        await s3.store.put(Bucket, 'taken', Buffer.from('taken'));
        const before = s3.changes.length;

        expect(await refusalOf(copy(input))).to.include({ name });

        expect(s3.changes).to.have.length(before);
      });
    }

    it('needs the permission to read the source', async () => {
      s3.denied.add('s3:GetObject');

      expect((await refusalOf(copy())).message).to.contain(
        's3:GetObject on resource: "arn:aws:s3:::pictures/a b/ü.txt"',
      );
    });
  });

  describe('uploadPartCopy', () => {
    const start = async () => {
      const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'whole' }));
      const copyPart = (input: Partial<UploadPartCopyCommandInput> = {}) =>
        s3.client.send(
          new UploadPartCopyCommand({
            Bucket,
            Key: 'whole',
            UploadId,
            PartNumber: 1,
            CopySource: `${Bucket}/${encodeURIComponent('a b/ü.txt')}`,
            ...input,
          }),
        );
      return { UploadId, copyPart };
    };

    it('makes a range of an object a part', async () => {
      const { UploadId, copyPart } = await start();

      const { CopyPartResult } = await copyPart({ CopySourceRange: 'bytes=1-3' });
      await s3.client.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key: 'whole',
          UploadId,
          MultipartUpload: { Parts: [{ PartNumber: 1, ETag: CopyPartResult?.ETag }] },
        }),
      );

      expect(await text('whole')).to.equal('ell');
    });

    it('refuses a range beyond the end, an invalid part number, and a missing upload', async () => {
      const { copyPart } = await start();

      expect(await refusalOf(copyPart({ CopySourceRange: 'bytes=1-5' }))).to.include({ name: 'InvalidArgument' });
      expect(await refusalOf(copyPart({ CopySourceRange: 'bytes=1-' }))).to.include({ name: 'InvalidArgument' });
      expect(await refusalOf(copyPart({ PartNumber: 10_001 }))).to.include({ name: 'InvalidArgument' });
      expect(await refusalOf(copyPart({ UploadId: 'x' }))).to.include({ name: 'NoSuchUpload' });
    });
  });
});
