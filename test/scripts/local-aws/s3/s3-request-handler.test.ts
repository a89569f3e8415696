import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { accountId, Bucket, encryptedBucket, keyArn, type LocalS3, refusalOf, startLocalS3 } from './local-s3.ts';

const authorization = 'AWS4-HMAC-SHA256 Credential=THUMBNAILS/20260102/eu-west-1/s3/aws4_request, Signature=0';

describe('s3RequestHandler', () => {
  let s3: LocalS3;

  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    fetch(`${s3.endpoint}${path}`, { method, headers: { authorization, ...headers }, body: body ?? null });

  beforeEach(async () => {
    s3 = await startLocalS3();
    await s3.store.put(Bucket, 'k', Buffer.from('there'));
  });

  afterEach(async () => {
    await s3.stop();
  });

  for (const [method, path, headers, named] of [
    ['PUT', '/new-bucket', {}, 'CreateBucket of new-bucket'],
    ['DELETE', '/pictures', {}, 'DeleteBucket'],
    ['PATCH', '/pictures/k', {}, 'PATCH on object'],
    ['POST', '/pictures/k?select&select-type=2', {}, 'SelectObjectContent'],
    ['POST', '/pictures/k?restore', {}, 'RestoreObject'],
    ['GET', '/pictures?versioning', {}, 'GetBucketVersioning'],
    ['GET', '/pictures?versions&max-uploads=1', {}, 'ListObjectVersions'],
    ['PUT', '/pictures?policy', {}, 'PutBucketPolicy'],
    ['PUT', '/pictures?notification', {}, 'PutBucketNotificationConfiguration'],
    ['DELETE', '/pictures?website', {}, 'DeleteBucketWebsite'],
    ['GET', '/pictures?unknown', {}, 'the query parameter "unknown" of ListObjects'],
    ['PUT', '/pictures/k?tagging', {}, 'PutObjectTagging'],
    ['PUT', '/pictures/k?acl', {}, 'PutObjectAcl'],
    ['GET', '/pictures/k?attributes', {}, 'GetObjectAttributes'],
    ['PUT', '/pictures/k?renameObject', {}, 'RenameObject'],
    ['GET', '/pictures/k?versionId=1', {}, 'the query parameter "versionId" of GetObject'],
    ['DELETE', '/pictures/k?versionId=1', {}, 'the query parameter "versionId" of DeleteObject'],
    ['PUT', '/pictures/k', { 'x-amz-copy-source': '/pictures/k?versionId=1' }, 'versions of a copy source'],
    ['PUT', '/pictures/k', { 'x-amz-tagging': 'a=b' }, 'x-amz-tagging'],
    ['PUT', '/pictures/k', { 'x-amz-storage-class': 'GLACIER' }, 'x-amz-storage-class: GLACIER'],
    ['POST', '/pictures/k?uploads', { 'x-amz-storage-class': 'GLACIER' }, 'x-amz-storage-class: GLACIER'],
    ['PUT', '/pictures/k', { 'x-amz-object-lock-mode': 'GOVERNANCE' }, 'x-amz-object-lock-mode'],
    ['PUT', '/pictures/k', { 'x-amz-server-side-encryption': 'aws:kms' }, 'x-amz-server-side-encryption: aws:kms'],
    ['PUT', '/pictures/k', { 'x-amz-checksum-sha512': 'x' }, 'x-amz-checksum-sha512'],
    ['PUT', '/pictures/k', { 'x-amz-trailer': 'x-amz-checksum-xxhash64' }, 'x-amz-checksum-xxhash64'],
    ['PUT', '/pictures/k', { 'if-none-match': '"e"' }, 'If-None-Match'],
    ['DELETE', '/pictures/k', { 'if-match': '"e"' }, 'if-match'],
    ['GET', '/pictures/k', { range: 'bytes=0-1,3-4' }, 'range'],
  ] as const) {
    it(`answers 501 to ${method} ${path} ${JSON.stringify(headers)}, and names what it does not do`, async () => {
      const before = s3.changes.length;

      const response = await send(method, path, headers, ['PUT', 'POST'].includes(method) ? 'body' : undefined);

      expect(response.status).to.equal(501);
      expect(await response.text())
        .to.contain('<Code>NotImplemented</Code>')
        .and.contain(named);
      expect(s3.changes).to.have.length(before);
    });
  }

  it('reads the bucket from the host', async () => {
    const { port } = new URL(s3.endpoint);
    const status = await new Promise((resolve, reject) => {
      const headers = { authorization, host: `pictures.localhost:${port}` };
      httpRequest({ host: '127.0.0.1', port, path: '/k', headers }, ({ statusCode }) => resolve(statusCode))
        .once('error', reject)
        .end();
    });

    expect(status).to.equal(200);
    expect(s3.asked).to.contain('THUMBNAILS s3:GetObject arn:aws:s3:::pictures/k');
  });

  for (const path of ['/pictures/k', '/pictures/k?partNumber=1&uploadId=1']) {
    it(`refuses a body of unknown length to ${path}, in the words of S3`, async () => {
      const sent = new Promise<IncomingMessage>((resolve, reject) => {
        const request = httpRequest(`${s3.endpoint}${path}`, { method: 'PUT', headers: { authorization } }, resolve);
        request.once('error', reject);
        request.write('unknown');
        request.end();
      });

      const response = await sent;

      expect(response.statusCode).to.equal(501);
      expect(await text(response))
        .to.contain('A header you provided implies functionality that is not implemented')
        .and.contain('<Header>Transfer-Encoding</Header>');
    });
  }

  describe('with CORS rules', () => {
    const origin = 'https://app.example.com';
    beforeEach(() => {
      s3.cors.set(Bucket, [
        { allowedOrigins: [origin], allowedMethods: ['PUT'], allowedHeaders: ['*'], exposeHeaders: ['ETag'] },
      ]);
    });

    it('answers a preflight request, which is not signed', async () => {
      const headers = {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      };

      const response = await fetch(`${s3.endpoint}/pictures/k`, { method: 'OPTIONS', headers });

      expect(response.status).to.equal(200);
      expect(response.headers.get('access-control-allow-headers')).to.equal('content-type');
    });

    it('lets a page read a response, and an error', async () => {
      const responses = [
        await send('PUT', '/pictures/new', { origin }, 'x'),
        await send('PUT', '/pictures/k?acl', { origin }),
      ];

      expect(responses.map(({ status }) => status)).to.deep.equal([200, 501]);
      expect(responses.map(({ headers }) => headers.get('access-control-allow-origin'))).to.deep.equal([
        origin,
        origin,
      ]);
    });

    it('refuses a write by a page of another site', async () => {
      const response = await send('PUT', '/pictures/new', { origin: 'https://evil.example.com' }, 'x');

      expect(response.status).to.equal(403);
      expect(await response.text()).to.contain('<Code>AccessForbidden</Code>');
      expect(s3.store.head(Bucket, 'new')).to.equal(undefined);
    });
  });

  it('reports a refusal, which the answer to a HEAD has no room for', async () => {
    const response = await send('HEAD', '/pictures/k?versionId=1');

    expect(response.status).to.equal(501);
    expect(s3.refusals).to.have.length(1);
    expect(s3.refusals[0]).to.match(/^HEAD \/pictures\/k\?versionId=1: .* "versionId" of HeadObject/);
  });

  it('ignores headers that change nothing, on any operation', async () => {
    const ignored = {
      'x-amz-api-version': '2006-03-01',
      'x-amz-checksum-crc32': 'AAAAAA==',
      'x-amz-expected-bucket-owner': accountId,
      'x-amz-optional-object-attributes': 'RestoreStatus',
      'x-amz-request-payer': 'requester',
      'x-amz-te': 'append-md5',
    };
    const paths = ['/', '/pictures?list-type=2', '/pictures?location', '/pictures/k'];

    const statuses = await Promise.all(paths.map(async (path) => (await send('GET', path, ignored)).status));

    expect(statuses).to.deep.equal([200, 200, 200, 200]);
  });

  it('accepts headers of a write with the values that change nothing', async () => {
    const response = await send(
      'PUT',
      '/pictures/new',
      {
        'x-amz-acl': 'bucket-owner-full-control',
        'x-amz-server-side-encryption': 'AES256',
        'x-amz-storage-class': 'STANDARD',
      },
      'x',
    );

    expect(response.status).to.equal(200);
  });

  it('refuses an ACL as S3 does', async () => {
    const response = await send('PUT', '/pictures/k', { 'x-amz-acl': 'public-read' }, 'x');

    expect(response.status).to.equal(400);
    expect(await response.text()).to.contain('<Code>AccessControlListNotSupported</Code>');
  });

  it('refuses a request that expects another owner', async () => {
    const response = await send('GET', '/pictures/k', { 'x-amz-expected-bucket-owner': '111111111111' });

    expect(response.status).to.equal(403);
    expect(await response.text()).to.contain(`the owner of the bucket is ${accountId}, not 111111111111`);
  });

  it('authorizes each operation with its IAM action and ARN', async () => {
    s3.asked.length = 0;
    const deletion = '<Delete><Object><Key>a/b</Key></Object></Delete>';
    await send('GET', '/');
    await send('HEAD', '/pictures');
    await send('PUT', '/pictures');
    await send('GET', '/pictures?location');
    await send('GET', '/pictures');
    await send('GET', '/pictures?list-type=2');
    await send('GET', '/pictures?uploads');
    await send('POST', '/pictures?delete', { 'content-md5': md5(deletion) }, deletion);
    await send('GET', '/pictures/k');
    await send('HEAD', '/pictures/k');
    await send('PUT', '/pictures/a/b', {}, 'x');
    await send('DELETE', '/pictures/a/b');
    await send('GET', '/pictures/k?tagging');
    await send('PUT', '/pictures/copy', { 'x-amz-copy-source': 'pictures/k' });
    await send('POST', '/pictures/k?uploads');
    await send('PUT', '/pictures/k?uploadId=1&partNumber=1');
    await send('PUT', '/pictures/k?uploadId=1&partNumber=1', { 'x-amz-copy-source': 'pictures/k' });
    await send('GET', '/pictures/k?uploadId=1');
    await send('POST', '/pictures/k?uploadId=1');
    await send('DELETE', '/pictures/k?uploadId=1');

    expect(s3.asked).to.deep.equal(
      [
        's3:ListAllMyBuckets arn:aws:s3:::*',
        's3:ListBucket arn:aws:s3:::pictures',
        's3:CreateBucket arn:aws:s3:::pictures',
        's3:GetBucketLocation arn:aws:s3:::pictures',
        's3:ListBucket arn:aws:s3:::pictures',
        's3:ListBucket arn:aws:s3:::pictures',
        's3:ListBucketMultipartUploads arn:aws:s3:::pictures',
        's3:DeleteObject arn:aws:s3:::pictures/a/b',
        's3:GetObject arn:aws:s3:::pictures/k',
        's3:GetObject arn:aws:s3:::pictures/k',
        's3:PutObject arn:aws:s3:::pictures/a/b',
        's3:DeleteObject arn:aws:s3:::pictures/a/b',
        's3:GetObjectTagging arn:aws:s3:::pictures/k',
        's3:PutObject arn:aws:s3:::pictures/copy',
        's3:GetObject arn:aws:s3:::pictures/k',
        's3:PutObject arn:aws:s3:::pictures/k',
        's3:PutObject arn:aws:s3:::pictures/k',
        's3:PutObject arn:aws:s3:::pictures/k',
        's3:GetObject arn:aws:s3:::pictures/k',
        's3:ListMultipartUploadParts arn:aws:s3:::pictures/k',
        's3:PutObject arn:aws:s3:::pictures/k',
        's3:AbortMultipartUpload arn:aws:s3:::pictures/k',
      ].map((action) => `THUMBNAILS ${action}`),
    );
  });

  it('authorizes the use of the key of an encrypted bucket', async () => {
    await s3.store.createBucket(encryptedBucket);
    s3.asked.length = 0;
    await send('PUT', '/encrypted/k', {}, 'x');
    await send('GET', '/encrypted/k');
    await send('HEAD', '/encrypted/k');
    await send('POST', '/encrypted/k?uploads');
    await send('PUT', '/pictures/copy', { 'x-amz-copy-source': 'encrypted/k' });
    const otherwise = await send('PUT', '/encrypted/k', { 'x-amz-server-side-encryption': 'AES256' }, 'x');

    expect(s3.asked.filter((it) => it.includes('kms'))).to.deep.equal([
      `THUMBNAILS kms:GenerateDataKey ${keyArn}`,
      `THUMBNAILS kms:Decrypt ${keyArn}`,
      `THUMBNAILS kms:GenerateDataKey ${keyArn}`,
      `THUMBNAILS kms:Decrypt ${keyArn}`,
    ]);
    expect(otherwise.status).to.equal(501);
  });

  it('refuses what the caller may not do by caller, action and resource', async () => {
    s3.denied.add('s3:PutObject');

    const refusal = await refusalOf(s3.client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'new' })));

    expect(refusal).to.include({ name: 'AccessDenied', status: 403 });
    expect(refusal.message).to.equal(
      'User: THUMBNAILS is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::pictures/k" ' +
        'because no identity-based policy allows the s3:PutObject action',
    );
    expect(s3.store.head(Bucket, 'k')?.size).to.equal(5);
  });

  it('refuses a request without a signature, or with one of another kind', async () => {
    const unsigned = await fetch(`${s3.endpoint}/pictures/k`);
    const otherwise = await send('GET', '/pictures/k', { authorization: 'Basic VEhVTUI6TkFJTFM=' });
    const oldVersion = await send('GET', '/pictures/k', { authorization: 'AWS THUMBNAILS:signature' });

    expect(unsigned.status).to.equal(403);
    expect(await unsigned.text()).to.match(/<Code>AccessDenied<.*<RequestId>[0-9A-F]{16}</s);
    expect(await otherwise.text()).to.contain('<Code>AuthorizationHeaderMalformed</Code>');
    expect(await oldVersion.text()).to.contain('<Code>InvalidRequest</Code>');
  });

  it('refuses a path that is not UTF-8', async () => {
    expect(await (await send('GET', '/pictures/%ff')).text()).to.contain('<Code>InvalidURI</Code>');
  });

  it('refuses a body with another x-amz-content-sha256', async () => {
    const response = await send('PUT', '/pictures/new', { 'x-amz-content-sha256': '0'.repeat(64) }, 'x');

    expect(await response.text()).to.contain('<Code>XAmzContentSHA256Mismatch</Code>');
    expect(s3.store.head(Bucket, 'new')).to.equal(undefined);
  });

  it('refuses a body with another length than announced, or with two checksums', async () => {
    const length = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '2',
    };
    const two = { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-crc32c': 'AAAAAA==' };

    const short = await send('PUT', '/pictures/new', length, '1\r\nx\r\n0\r\n\r\n');
    const both = await send('PUT', '/pictures/new', two, '');

    expect(await short.text()).to.contain('<Code>IncompleteBody</Code>');
    expect(await both.text()).to.contain('<Code>InvalidRequest</Code>');
  });

  it('reuses a connection after it refused a body halfway', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const put = async (headers: Record<string, string>, body: Buffer) => {
      const options = { agent, method: 'PUT', headers: { authorization, 'content-length': body.length, ...headers } };
      const request = httpRequest(`${s3.endpoint}/pictures/new`, options).end(body);
      const [response]: IncomingMessage[] = await once(request, 'response');
      await once(response?.resume() ?? request, 'end');
      return { status: response?.statusCode, port: request.socket?.localPort };
    };

    const refused = await put(
      { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' },
      Buffer.alloc(5_000_000, 'no size\r\n'),
    );
    const stored = await put({}, Buffer.from('x'));
    agent.destroy();

    expect([refused.status, stored.status]).to.deep.equal([400, 200]);
    expect(stored.port).to.equal(refused.port);
  });

  it('keeps nothing of a body that breaks off', async () => {
    const request = httpRequest(`${s3.endpoint}/pictures/new`, {
      method: 'PUT',
      headers: { authorization, 'content-length': 1000 },
    });
    request.on('error', () => undefined);
    request.write('half');
    const incoming = () => readdir(path.join(s3.directory, Bucket, '.incoming'));
    while ((await incoming()).length === 0) await delay(5);

    request.destroy();

    while ((await incoming()).length > 0) await delay(5);
    expect(s3.store.head(Bucket, 'new')).to.equal(undefined);
  });

  it('reports the message of an unexpected error', async () => {
    await rm(path.join(s3.directory, Bucket), { recursive: true });

    const refusal = await refusalOf(s3.client.send(new GetObjectCommand({ Bucket, Key: 'k' })));

    expect(refusal).to.include({ name: 'InternalError', status: 500 });
    expect(refusal.message).to.contain('ENOENT');
  });
});

function md5(text: string): string {
  return createHash('md5').update(text).digest('base64');
}
