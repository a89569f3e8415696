import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import sharp from 'sharp';
import { quartered } from '../../support/pictures.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';

describe('startLocalAws', () => {
  let photo: Buffer;
  let otherPhoto: Buffer;
  before(async () => {
    photo = await quartered(400, 300).jpeg().toBuffer();
    otherPhoto = await quartered(300, 400).jpeg().toBuffer();
  });

  describe('with the synthesized stack', () => {
    let aws: RunningAws;
    let s3: S3Client;
    const put = (Key: string, Body: Buffer) => s3.send(new PutObjectCommand({ Bucket: aws.source, Key, Body }));
    const thumbnail = async (key: string) => {
      await aws.drain();
      const found = await s3.send(new GetObjectCommand({ Bucket: aws.processed, Key: `200x200/${key}.webp` }));
      return { ...found, bytes: await found.Body?.transformToByteArray() };
    };
    const thumbnailKeys = async () => {
      await aws.drain();
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: aws.processed }));
      return Contents.map(({ Key }) => Key);
    };

    before(async () => {
      aws = await runAws();
      s3 = aws.s3();
    });
    after(() => aws.stop());

    it('creates a thumbnail of an upload according to the settings', async () => {
      const { ETag = '' } = await put('photo.jpg', photo);

      const { ContentType, CacheControl, Metadata, bytes } = await thumbnail('photo.jpg');
      expect({ ContentType, CacheControl }).to.deep.equal({
        ContentType: 'image/webp',
        CacheControl: aws.stack.functions[0]?.environment.variables['CACHE_CONTROL'],
      });
      expect(Metadata).to.have.all.keys('source-etag', 'settings');
      expect(Metadata?.['source-etag']).to.equal(JSON.parse(ETag));
      expect(await sharp(bytes).metadata()).to.include({ format: 'webp', width: 200, height: 200 });
    });

    it('creates a new thumbnail after an overwrite', async () => {
      await put('overwritten.jpg', photo);
      const earlier = await thumbnail('overwritten.jpg');

      const { ETag = '' } = await put('overwritten.jpg', otherPhoto);

      const later = await thumbnail('overwritten.jpg');
      expect(later.Metadata?.['source-etag']).to.equal(JSON.parse(ETag));
      expect(later.ETag).not.to.equal(earlier.ETag);
    });

    it('removes the thumbnail of a deleted object', async () => {
      await put('deleted.jpg', photo);
      expect(await thumbnailKeys()).to.contain('200x200/deleted.jpg.webp');

      await s3.send(new DeleteObjectCommand({ Bucket: aws.source, Key: 'deleted.jpg' }));

      expect(await thumbnailKeys()).not.to.contain('200x200/deleted.jpg.webp');
    });

    it('removes the thumbnail when a file that is no image replaces its source', async () => {
      await put('replaced.jpg', photo);
      expect(await thumbnailKeys()).to.contain('200x200/replaced.jpg.webp');

      await put('replaced.jpg', Buffer.from('text'));

      expect(await thumbnailKeys()).not.to.contain('200x200/replaced.jpg.webp');
    });

    it('creates a thumbnail of a multipart upload', async () => {
      const to = { Bucket: aws.source, Key: 'parts.jpg' };
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand(to));
      const { ETag } = await s3.send(new UploadPartCommand({ ...to, UploadId, PartNumber: 1, Body: photo }));
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      const whole = await s3.send(new CompleteMultipartUploadCommand({ ...to, UploadId, MultipartUpload }));

      expect((await thumbnail('parts.jpg')).Metadata?.['source-etag']).to.equal(JSON.parse(whole.ETag ?? ''));
    });

    for (const key of [
      'a b.jpg',
      'a+b.jpg',
      '100%.jpg',
      '%2F.jpg',
      'ünïcode-🏞️.jpg',
      'new\nline.jpg',
      'a/../b',
      '..',
      '/a//b',
    ]) {
      it(`creates a thumbnail of an upload to ${JSON.stringify(key)}`, async () => {
        const { ETag = '' } = await put(key, photo);

        expect((await thumbnail(key)).Metadata?.['source-etag']).to.equal(JSON.parse(ETag));
      });
    }

    it("applies the policies of the function's role to it, and none to the developer", async () => {
      const role = aws.stack.roles[0]?.name;
      const command = () => new PutObjectCommand({ Bucket: aws.source, Key: 'text', Body: 'text' });

      const denied = await aws
        .s3(role)
        .send(command())
        .catch((error: unknown) => error);

      expect(denied).to.be.instanceOf(S3ServiceException).and.to.include({ name: 'AccessDenied' });
      expect(await s3.send(command())).to.have.property('ETag');
    });
  });
});
