import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect } from 'chai';
import { S3Error } from '../../../../../scripts/local-aws/s3/errors.ts';
import { isPresigned, readPresigned } from '../../../../../scripts/local-aws/s3/request/presigned-url.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { Bucket, type LocalS3, startLocalS3 } from '../local-s3.ts';

const signedAt = Date.parse('2026-01-02T03:04:05Z');
const query = (changes: Record<string, string | undefined> = {}) => {
  const all = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': 'ME/20260102/eu-west-1/s3/aws4_request',
    'X-Amz-Date': '20260102T030405Z',
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': '0',
    ...changes,
  };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value !== undefined) parameters.set(name, value);
  return parameters;
};
const headers = new Map([['host', '127.0.0.1']]);

describe('isPresigned', () => {
  it('is true for a query with any part of a signature', () => {
    expect(isPresigned(query())).to.equal(true);
    expect(isPresigned(new URLSearchParams({ 'x-amz-signature': '0' }))).to.equal(true);
    expect(isPresigned(new URLSearchParams({ 'x-id': 'GetObject', 'x-amz-meta-a': 'b' }))).to.equal(false);
  });
});

describe('readPresigned', () => {
  it('returns the caller, the parameters and the headers, and ignores a checksum', () => {
    const presigned = readPresigned(
      query({ 'x-amz-meta-by': 'me', 'x-amz-checksum-crc32': 'AAAAAA==', partNumber: '1' }),
      headers,
      signedAt,
    );

    expect(presigned.accessKeyId).to.equal('ME');
    expect([...presigned.query]).to.deep.equal([['partNumber', '1']]);
    expect(Object.fromEntries(presigned.headers)).to.deep.equal({ host: '127.0.0.1', 'x-amz-meta-by': 'me' });
  });

  it('is valid until it expires', () => {
    expect(() => readPresigned(query(), headers, signedAt + 60_000)).not.to.throw();
  });

  for (const [what, changes, now, code] of [
    ['has expired', {}, signedAt + 60_001, 'AccessDenied'],
    ['is not valid yet', {}, signedAt - 900_001, 'AccessDenied'],
    ['is valid for more than 7 days', { 'X-Amz-Expires': '604801' }, signedAt, 'AuthorizationQueryParametersError'],
    ['is valid for no time', { 'X-Amz-Expires': '0' }, signedAt, 'AuthorizationQueryParametersError'],
    ['has no number of seconds', { 'X-Amz-Expires': '1e3' }, signedAt, 'AuthorizationQueryParametersError'],
    ['has no date', { 'X-Amz-Date': '2026-01-02' }, signedAt, 'AuthorizationQueryParametersError'],
    ['has no signature', { 'X-Amz-Signature': undefined }, signedAt, 'AuthorizationQueryParametersError'],
    ['has another algorithm', { 'X-Amz-Algorithm': 'AWS4-ECDSA' }, signedAt, 'AuthorizationQueryParametersError'],
    ['has no scope', { 'X-Amz-Credential': 'ME' }, signedAt, 'AuthorizationQueryParametersError'],
    [
      'signs a header that is missing',
      { 'X-Amz-SignedHeaders': 'content-type;host' },
      signedAt,
      'SignatureDoesNotMatch',
    ],
  ] as const) {
    it(`refuses a URL that ${what}`, async () => {
      await expectError(S3Error, code, () => readPresigned(query(changes), headers, now));
    });
  }

  it('refuses a header of AWS that is not signed', async () => {
    const more = new Map([...headers, ['x-amz-acl', 'private']]);

    const { details } = await expectError(S3Error, 'AccessDenied', () => readPresigned(query(), more, signedAt));

    expect(details).to.deep.equal({ HeadersNotSigned: 'x-amz-acl' });
  });
});

describe('a presigned URL of the SDK', () => {
  let s3: LocalS3;

  beforeEach(async () => {
    s3 = await startLocalS3();
  });

  afterEach(async () => {
    await s3.stop();
  });

  it('uploads a file with its type and metadata, and reads it', async () => {
    const put = new PutObjectCommand({ Bucket, Key: 'a b/ü.txt', ContentType: 'text/plain', Metadata: { by: 'me' } });
    const url = await getSignedUrl(s3.client, put, { expiresIn: 60, signableHeaders: new Set(['content-type']) });

    const sent = await fetch(url, { method: 'PUT', body: 'hello', headers: { 'content-type': 'text/plain' } });
    const read = await fetch(
      await getSignedUrl(
        s3.client,
        new GetObjectCommand({ Bucket, Key: 'a b/ü.txt', ResponseContentDisposition: 'attachment' }),
        { expiresIn: 60 },
      ),
    );

    expect(sent.status).to.equal(200);
    expect(s3.asked).to.contain('THUMBNAILS s3:PutObject arn:aws:s3:::pictures/a b/ü.txt');
    expect(await read.text()).to.equal('hello');
    expect(Object.fromEntries(read.headers)).to.include({
      'content-type': 'text/plain',
      'content-disposition': 'attachment',
      'x-amz-meta-by': 'me',
    });
  });

  it('is refused with another signed header than it was made for', async () => {
    const put = new PutObjectCommand({ Bucket, Key: 'k', ContentType: 'image/jpeg' });
    const url = await getSignedUrl(s3.client, put, { expiresIn: 60, signableHeaders: new Set(['content-type']) });

    const { status } = await fetch(url, { method: 'PUT', body: Buffer.from('hello') });

    expect(status).to.equal(403);
    expect(s3.changes).to.deep.equal([]);
  });
});
