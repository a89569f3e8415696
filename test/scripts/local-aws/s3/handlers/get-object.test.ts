import { expect } from 'chai';
import { Bucket, type LocalS3, refusalOf, startLocalS3 } from '../local-s3.ts';
import { Key, objectCalls } from '../object-calls.ts';

describe('getObject', () => {
  let s3: LocalS3;

  const { put, get, head, text } = objectCalls(() => s3);

  beforeEach(async () => {
    s3 = await startLocalS3();
  });

  afterEach(async () => {
    await s3.stop();
  });

  it('returns a range of the bytes without the checksum of the whole', async () => {
    await put({ Body: '0123456789' });

    const { ContentRange, ContentLength, ChecksumCRC32, $metadata } = await get({
      Range: 'bytes=-3',
      ChecksumMode: 'ENABLED',
    });

    expect({ ContentRange, ContentLength }).to.deep.equal({ ContentRange: 'bytes 7-9/10', ContentLength: 3 });
    expect(ChecksumCRC32).to.equal(undefined);
    expect($metadata.httpStatusCode).to.equal(206);
    expect(await text({ Range: 'bytes=2-4' })).to.equal('234');
  });

  it('refuses a range beyond the end', async () => {
    await put();

    expect(await refusalOf(get({ Range: 'bytes=5-' }))).to.include({ name: 'InvalidRange', status: 416 });
  });

  it('returns an empty object', async () => {
    await put({ Body: Buffer.alloc(0) });

    expect(await text()).to.equal('');
  });

  it('answers 304 to If-None-Match with the same ETag, and 412 to If-Match with another', async () => {
    const { ETag } = await put();

    expect(await refusalOf(get({ IfNoneMatch: ETag }))).to.include({ status: 304 });
    expect(await refusalOf(head({ IfNoneMatch: ETag }))).to.include({ status: 304 });
    expect(await refusalOf(get({ IfMatch: '"x"' }))).to.include({ name: 'PreconditionFailed', status: 412 });
    expect(await text({ IfMatch: ETag })).to.equal('hello');
  });

  it('reports a missing key only to callers who may list the bucket', async () => {
    expect(await refusalOf(get())).to.include({ name: 'NoSuchKey', status: 404 });
    expect(await refusalOf(head())).to.include({ name: 'NotFound', status: 404 });

    s3.denied.add('s3:ListBucket');

    const { name, status, message } = await refusalOf(get());
    expect({ name, status }).to.deep.equal({ name: 'AccessDenied', status: 403 });
    expect(message).to.contain('s3:ListBucket on resource: "arn:aws:s3:::pictures"');
    expect(await refusalOf(head())).to.include({ status: 403 });
  });

  it('reports a missing bucket', async () => {
    expect(await refusalOf(get({ Bucket: 'nowhere' }))).to.include({ name: 'NoSuchBucket', status: 404 });
  });

  it('answers the dates of If-Modified-Since and If-Unmodified-Since', async () => {
    await put();
    const { LastModified = new Date(0) } = await head();
    const earlier = new Date(LastModified.getTime() - 1000);

    expect(await refusalOf(get({ IfModifiedSince: LastModified }))).to.include({ status: 304 });
    expect(await refusalOf(get({ IfUnmodifiedSince: earlier }))).to.include({ status: 412 });
    expect(await text({ IfModifiedSince: earlier, IfUnmodifiedSince: LastModified })).to.equal('hello');
  });

  it('returns one part of an object, and the number of its parts', async () => {
    await s3.store.put(Bucket, Key, Buffer.from('firstlast'), { multipart: { etag: 'e-2', partSizes: [5, 4] } });

    const second = await get({ PartNumber: 2 });

    expect(second).to.include({ PartsCount: 2, ContentRange: 'bytes 5-8/9', ContentLength: 4 });
    expect(await second.Body?.transformToString()).to.equal('last');
    expect(await head({ PartNumber: 1 })).to.include({ PartsCount: 2, ContentLength: 5 });
    expect(await refusalOf(get({ PartNumber: 3 }))).to.include({ name: 'InvalidPartNumber', status: 416 });
    expect(await refusalOf(get({ PartNumber: 1, Range: 'bytes=0-1' }))).to.include({ name: 'InvalidRequest' });
  });

  it('returns an object that was not uploaded in parts as part 1', async () => {
    await put();

    expect(await text({ PartNumber: 1 })).to.equal('hello');
    expect((await head({ PartNumber: 1 })).PartsCount).to.equal(undefined);
    expect(await refusalOf(get({ PartNumber: 2 }))).to.include({ name: 'InvalidPartNumber' });
  });

  it('replaces headers of the response on request', async () => {
    await put({ ContentType: 'image/png' });

    const { ContentType, ContentDisposition } = await get({
      ResponseContentType: 'text/plain',
      ResponseContentDisposition: 'attachment; filename="k.txt"',
    });

    expect({ ContentType, ContentDisposition }).to.deep.equal({
      ContentType: 'text/plain',
      ContentDisposition: 'attachment; filename="k.txt"',
    });
  });
});
