import { once } from 'node:events';
import { connect } from 'node:net';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { expect } from 'chai';
import { Bucket, type LocalS3, startLocalS3 } from '../local-s3.ts';

describe('postObject', () => {
  let s3: LocalS3;

  beforeEach(async () => {
    s3 = await startLocalS3();
  });

  afterEach(async () => {
    await s3.stop();
  });

  /** Sends a form that the SDK signs. @param more fields that the form has and the policy allows */
  async function post({
    key = 'users/42/a.jpg',
    file = 'hello',
    more = {},
    sent = {},
    range = [1, 20] as const,
  }: {
    key?: string;
    file?: string;
    more?: Record<string, string>;
    /** Fields that replace those of the policy. */
    sent?: Record<string, string>;
    range?: readonly [number, number];
  } = {}) {
    const { url, fields } = await createPresignedPost(s3.client, {
      Bucket,
      Key: key,
      Fields: { 'Content-Type': 'image/jpeg', ...more },
      Conditions: [
        ['content-length-range', ...range],
        ['eq', '$Content-Type', 'image/jpeg'],
      ],
      Expires: 60,
    });
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...sent })) form.set(name, value);
    form.set('file', new Blob([file]), 'cat ü.jpg');
    const response = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  it('stores the file of a form with its headers, and reports it', async () => {
    const { status, headers } = await post({ more: { 'x-amz-meta-by': 'me', 'Cache-Control': 'max-age=5' } });

    expect(status).to.equal(204);
    expect(headers.get('etag')).to.equal('"5d41402abc4b2a76b9719d911017c592"');
    expect(s3.store.head(Bucket, 'users/42/a.jpg')).to.deep.include({
      size: 5,
      headers: { 'content-type': 'image/jpeg', 'cache-control': 'max-age=5' },
      metadata: { by: 'me' },
    });
    expect(s3.changes.at(-1)).to.include({ eventName: 'ObjectCreated:Post', size: 5 });
    expect(s3.asked).to.deep.equal(['THUMBNAILS s3:PutObject arn:aws:s3:::pictures/users/42/a.jpg']);
  });

  it('puts the name of the file into the key', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how S3 names it
    await post({ key: 'users/42/${filename}' });

    expect(s3.store.head(Bucket, 'users/42/cat ü.jpg')?.size).to.equal(5);
  });

  it('answers with a document, or redirects, on request', async () => {
    const created = await post({ more: { success_action_status: '201' } });
    const redirected = await post({ more: { success_action_redirect: 'http://localhost/done?a=b' } });

    expect(created.status).to.equal(201);
    expect(created.text).to.contain('<Key>users/42/a.jpg</Key>');
    expect(redirected.status).to.equal(303);
    expect(redirected.headers.get('location')).to.equal(
      'http://localhost/done?a=b&bucket=pictures&key=users%2F42%2Fa.jpg&etag=%225d41402abc4b2a76b9719d911017c592%22',
    );
  });

  for (const [what, input, status, code] of [
    ['a file that is too large', { file: 'x'.repeat(21) }, 400, 'EntityTooLarge'],
    ['a file that is too small', { file: '' }, 400, 'EntityTooSmall'],
    ['another key', { sent: { key: 'users/7/a.jpg' } }, 403, 'AccessDenied'],
    ['another type', { sent: { 'Content-Type': 'text/html' } }, 403, 'AccessDenied'],
    ['a field that the policy does not allow', { sent: { 'x-amz-meta-by': 'me' } }, 403, 'AccessDenied'],
    ['an invalid policy', { sent: { policy: 'none' } }, 400, 'InvalidPolicyDocument'],
    ['a field without a value', { sent: { 'x-amz-credential': '' } }, 403, 'AccessDenied'],
    ['an ACL', { more: { acl: 'public-read' } }, 400, 'AccessControlListNotSupported'],
    ['tags', { more: { tagging: '<Tagging/>' } }, 501, 'NotImplemented'],
    ['a key that is too long', { key: 'x'.repeat(1025) }, 400, 'KeyTooLongError'],
  ] as const) {
    it(`refuses ${what}, and stores nothing`, async () => {
      const response = await post(input);

      expect(response.text).to.contain(`<Code>${code}</Code>`);
      expect(response.status).to.equal(status);
      expect(s3.changes).to.deep.equal([]);
    });
  }

  it('refuses a body that is no form', async () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=ME/20260102/eu-west-1/s3/aws4_request, Signature=0';

    const response = await fetch(`${s3.endpoint}/${Bucket}`, { method: 'POST', body: 'a', headers: { authorization } });

    expect(response.status).to.equal(412);
    expect(await response.text()).to.contain('enclosure-type multipart/form-data');
  });

  it('refuses a file of which the client hangs up in the middle', async () => {
    const { url, fields } = await createPresignedPost(s3.client, { Bucket, Key: 'k', Expires: 60 });
    const parts = Object.entries(fields).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const body = `${parts.join('')}--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf`;
    const { host, port, pathname } = new URL(url);
    const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9999\r\n\r\n`;
    const socket = connect(Number(port), '127.0.0.1');
    socket.end(head + body);
    socket.resume();

    await once(socket, 'close');

    expect(s3.changes).to.deep.equal([]);
  });
});
