import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  HeadObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { Bucket, type LocalS3, refusalOf, startLocalS3 } from '../local-s3.ts';

const Key = 'big';
const bytes = (text: string, length: number) => Buffer.alloc(length, text);
const parts = [bytes('first', 5 * 1024 * 1024), bytes('last', 1000)] as const;
const base64 = (checksum: number) => Buffer.from(checksum.toString(16).padStart(8, '0'), 'hex').toString('base64');

describe('operations on multipart uploads', () => {
  let s3: LocalS3;

  async function create(input: Partial<CreateMultipartUploadCommandInput> = {}): Promise<string> {
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...input }));
    return UploadId ?? expect.fail('no upload id');
  }

  async function upload(UploadId: string, PartNumber: number, Body: Buffer): Promise<CompletedPart> {
    const { $metadata, ...part } = await s3.client.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }),
    );
    return { ...part, PartNumber };
  }

  async function complete(
    UploadId: string,
    Parts: CompletedPart[],
    input: Partial<CompleteMultipartUploadCommandInput> = {},
  ) {
    const command = new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...input });
    return s3.client.send(command);
  }

  const received = () => readdir(path.join(s3.directory, Bucket, '.incoming'));

  beforeEach(async () => {
    s3 = await startLocalS3();
  });

  afterEach(async () => {
    await s3.stop();
  });

  describe('completeMultipartUpload', () => {
    it('makes the parts one object with the attributes of the upload', async () => {
      const uploadId = await create({ ContentType: 'image/tiff', Metadata: { by: 'me' } });
      const second = await upload(uploadId, 7, parts[1]);
      await upload(uploadId, 2, bytes('replaced', 10));
      const first = await upload(uploadId, 2, parts[0]);

      const { ETag } = await complete(uploadId, [first, second]);

      const md5s = parts.map((part) => createHash('md5').update(part).digest());
      expect(ETag).to.equal(`"${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-2"`);
      const { Body, ...object } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
      expect(object).to.deep.include({ ContentType: 'image/tiff', Metadata: { by: 'me' }, ETag });
      expect(Buffer.concat(parts).equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0))).to.equal(true);
      expect(s3.changes.map(({ eventName }) => eventName)).to.deep.equal(['ObjectCreated:CompleteMultipartUpload']);
      expect(await received()).to.deep.equal([]);
    });

    for (const [ChecksumType, expected] of [
      [
        'COMPOSITE',
        `${base64(crc32(Buffer.concat(parts.map((part) => Buffer.from(base64(crc32(part)), 'base64')))))}-2`,
      ],
      ['FULL_OBJECT', base64(crc32(Buffer.concat(parts)))],
    ] as const) {
      it(`stores the ${ChecksumType} checksum, and refuses another`, async () => {
        const uploadId = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType });
        const uploaded = [await upload(uploadId, 1, parts[0]), await upload(uploadId, 2, parts[1])];

        const wrong = complete(uploadId, uploaded, { ChecksumCRC32: 'AAAAAA==' });
        expect(await refusalOf(wrong)).to.include({ name: 'BadDigest', status: 400 });
        const completed = await complete(uploadId, uploaded, { ChecksumCRC32: expected });

        expect(completed).to.include({ ChecksumCRC32: expected, ChecksumType });
        const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
        expect(head).to.include({ ChecksumCRC32: expected, ChecksumType });
      });
    }

    it('refuses a list that does not match the parts, and keeps the upload', async () => {
      const uploadId = await create();
      const small = await upload(uploadId, 1, parts[1]);
      const last = await upload(uploadId, 2, parts[1]);
      const other = { ...last, ETag: '"00000000000000000000000000000000"' };

      expect(await refusalOf(complete(uploadId, [last, small]))).to.include({ name: 'InvalidPartOrder' });
      expect(await refusalOf(complete(uploadId, [other]))).to.include({ name: 'InvalidPart' });
      const otherChecksum = { ...last, ChecksumCRC32: 'AAAAAA==' };
      expect(await refusalOf(complete(uploadId, [otherChecksum]))).to.include({ name: 'InvalidPart' });
      expect(await refusalOf(complete(uploadId, [{ ...last, PartNumber: 3 }]))).to.include({ name: 'InvalidPart' });
      expect(await refusalOf(complete(uploadId, [small, last]))).to.include({ name: 'EntityTooSmall' });
      expect(await refusalOf(complete(uploadId, []))).to.include({ name: 'MalformedXML' });
      await complete(uploadId, [last]);
      expect(s3.store.head(Bucket, Key)?.size).to.equal(parts[1].length);
    });

    it('expects a CRC-64/NVME of the whole object', async () => {
      const UploadId = await create({ ChecksumAlgorithm: 'CRC64NVME' });
      const command = {
        Bucket,
        Key,
        UploadId,
        PartNumber: 1,
        Body: '123456789',
        ChecksumAlgorithm: 'CRC64NVME',
      } as const;
      const { ETag } = await s3.client.send(new UploadPartCommand(command));

      const { ChecksumCRC64NVME, ChecksumType } = await complete(UploadId, [{ ETag, PartNumber: 1 }]);

      const expected = Buffer.from('ae8b14860a799888', 'hex').toString('base64');
      expect({ ChecksumCRC64NVME, ChecksumType }).to.deep.equal({
        ChecksumCRC64NVME: expected,
        ChecksumType: 'FULL_OBJECT',
      });
    });

    it('does not overwrite with If-None-Match', async () => {
      const uploadId = await create();
      const part = await upload(uploadId, 1, parts[1]);
      await s3.store.put(Bucket, Key, Buffer.from('there'));

      const refusal = await refusalOf(complete(uploadId, [part], { IfNoneMatch: '*' }));

      expect(refusal).to.include({ name: 'PreconditionFailed', status: 412 });
      expect(s3.store.head(Bucket, Key)?.size).to.equal(5);
    });
  });

  describe('completeMultipartUpload, with expectations of the whole object', () => {
    it('accepts the right size and checksum type', async () => {
      const uploadId = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
      const part = await upload(uploadId, 1, Buffer.from('hello'));

      const info = await complete(uploadId, [part], { ChecksumType: 'FULL_OBJECT', MpuObjectSize: 5 });

      expect(info.ChecksumType).to.equal('FULL_OBJECT');
    });

    for (const [what, input] of [
      ['size', { MpuObjectSize: 6 }],
      ['checksum type', { ChecksumType: 'COMPOSITE' }],
    ] as const) {
      it(`refuses another ${what}, and keeps the upload`, async () => {
        const uploadId = await create({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
        const part = await upload(uploadId, 1, Buffer.from('hello'));

        expect(await refusalOf(complete(uploadId, [part], input))).to.include({ name: 'InvalidRequest', status: 400 });

        expect(await complete(uploadId, [part])).to.have.property('ETag');
      });
    }

    it('verifies a checksum that the upload was not created with', async () => {
      const uploadId = await create();
      const { ETag } = await upload(uploadId, 1, Buffer.from('hello'));
      const parts = [{ ETag, PartNumber: 1 }];

      expect(await refusalOf(complete(uploadId, parts, { ChecksumCRC32: 'AAAAAA==' }))).to.include({
        name: 'BadDigest',
      });
      const info = await complete(uploadId, parts, { ChecksumCRC32: base64(crc32('hello')) });

      expect(info.ChecksumCRC32).to.equal(base64(crc32('hello')));
    });
  });

  describe('uploadPart', () => {
    it('refuses a part of another key, with an invalid number, or without the checksum of the upload', async () => {
      const uploadId = await create({ ChecksumAlgorithm: 'SHA256' });
      const elsewhere = new UploadPartCommand({ Bucket, Key: 'other', UploadId: uploadId, PartNumber: 1, Body: 'x' });

      expect(await refusalOf(s3.client.send(elsewhere))).to.include({ name: 'NoSuchUpload' });
      expect(await refusalOf(upload(uploadId, 10_001, parts[1]))).to.include({ name: 'InvalidArgument' });
      expect(await refusalOf(upload(uploadId, 1, parts[1]))).to.include({ name: 'InvalidRequest' });
      expect(await received()).to.deep.equal([]);
    });
  });

  describe('abortMultipartUpload', () => {
    it('forgets the upload and removes its parts', async () => {
      const UploadId = await create();
      const part = await upload(UploadId, 1, parts[1]);

      await s3.client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));

      expect(await received()).to.deep.equal([]);
      expect(await refusalOf(upload(UploadId, 2, parts[1]))).to.include({ name: 'NoSuchUpload', status: 404 });
      expect(await refusalOf(complete(UploadId, [part]))).to.include({ name: 'NoSuchUpload', status: 404 });
    });
  });
});
