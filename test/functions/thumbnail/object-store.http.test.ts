import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { Failure, Rejection } from '../../../functions/thumbnail/errors.ts';
import { type ObjectStore, s3ObjectStore } from '../../../functions/thumbnail/object-store.ts';
import { createS3Client } from '../../../functions/thumbnail/s3/create-s3-client.ts';
import { expectError } from '../../support/expect-error.ts';
import { noSignal } from '../../support/plenty-of-time.ts';
import { type HttpServer, startS3Stub, startServer } from '../../support/s3-stub.ts';

const object = { body: Buffer.from('thumbnail'), contentType: 'image/webp', cacheControl: 'no-store', metadata: {} };

describe('s3ObjectStore, over HTTP', () => {
  let server: HttpServer;
  let client: S3Client;

  function storeOf({ endpoint }: HttpServer): ObjectStore {
    client = createS3Client({
      region: 'eu-west-1',
      endpoint,
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
    });
    return s3ObjectStore(client, 'example-source');
  }

  afterEach(() => {
    client.destroy();
    server.close();
  });

  it('reads back an object that it wrote, and not one that it removed', async () => {
    const key = 'a key/with + and é.jpg';
    server = await startS3Stub();
    const store = storeOf(server);

    await store.write(key, object, noSignal);
    const found = await store.read(key, noSignal);
    expect(Buffer.from((await found?.bytes()) ?? [])).to.deep.equal(object.body);
    expect((await store.head(key, noSignal))?.etag).to.equal(found?.etag);

    await store.remove(key, noSignal);
    expect(await store.read(key, noSignal)).to.equal(undefined);
    expect((await store.head(key, noSignal))?.etag).to.equal(undefined);
  });

  it('closes the connection when a body is discarded', async () => {
    let closed: Promise<unknown> | undefined;
    server = await startServer((_, response) => {
      closed = once(response, 'close');
      response.writeHead(200, { etag: '"0123abcd"', 'content-length': 1_000_000 });
      // A body that stalls would be hung up on as well.
      const body = setInterval(() => response.write('1'), 50);
      response.on('close', () => clearInterval(body));
    });

    const found = await storeOf(server).read('photo.jpg', noSignal);
    found?.discard();

    await closed;
  });

  for (const [trouble, fail] of Object.entries({
    'asks it to slow down': (response: ServerResponse) =>
      response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>'),
    'hangs up': (response: ServerResponse) => response.destroy(),
  })) {
    it(`tries three times when S3 ${trouble}`, async () => {
      let failures = 2;
      let calls = 0;
      server = await startServer((_, response) => {
        calls += 1;
        if (calls <= failures) fail(response);
        else response.writeHead(200, { etag: '"0123abcd"' }).end();
      });
      const store = storeOf(server);

      expect((await store.head('photo.jpg', noSignal))?.etag).to.equal('0123abcd');

      failures = Number.POSITIVE_INFINITY;
      await expectError(Failure, 'storage-unavailable', () => store.head('photo.jpg', noSignal));
      expect(calls).to.equal(6);
    });
  }

  it('tries again when S3 does not answer', async () => {
    let calls = 0;
    server = await startServer((_, response) => {
      calls += 1;
      if (calls > 1) response.writeHead(200, { etag: '"0123abcd"' }).end();
    });

    expect((await storeOf(server).head('photo.jpg', noSignal))?.etag).to.equal('0123abcd');
  });

  /** Starts a server that answers every GET with `thumbnail` and these headers. */
  const serve = (headers: Record<string, string>) =>
    startServer((_, response) => {
      response.writeHead(200, { etag: '"0123abcd"', 'content-length': 9, ...headers }).end('thumbnail');
    });

  /** Checksums of `thumbnail`. The XXH values were computed with the reference implementation, and the CRCs bit by bit. */
  const checksums = {
    crc32: 'w1cm5g==',
    crc32c: 'bT7i8w==',
    crc64nvme: 'CRaaCkugS7I=',
    sha1: createHash('sha1').update('thumbnail').digest('base64'),
    sha256: createHash('sha256').update('thumbnail').digest('base64'),
    sha512: createHash('sha512').update('thumbnail').digest('base64'),
    md5: createHash('md5').update('thumbnail').digest('base64'),
    xxhash64: '0ZaKr0X9Y24=',
    xxhash3: 'okq0X/DNfS8=',
    xxhash128: 'XmqHf2/+0t/CQnyXQ3q/7g==',
  };

  for (const [algorithm, checksum] of Object.entries(checksums)) {
    it(`reads an object that was uploaded with ${algorithm}, and fails when it is another`, async () => {
      server = await serve({ [`x-amz-checksum-${algorithm}`]: checksum, 'x-amz-checksum-type': 'FULL_OBJECT' });
      const found = await storeOf(server).read('photo.jpg', noSignal);
      expect(`${await found?.bytes()}`).to.equal('thumbnail');
      client.destroy();
      server.close();

      const other = Buffer.from(checksum, 'base64').fill(0).toString('base64');
      server = await serve({ [`x-amz-checksum-${algorithm}`]: other, 'x-amz-checksum-type': 'FULL_OBJECT' });
      const changed = await storeOf(server).read('photo.jpg', noSignal);
      await expectError(Failure, 'storage-unavailable', () => changed?.bytes());
    });
  }

  const md5OfAnother = `"${createHash('md5').update('another').digest('hex')}"`;

  it('fails when an object without a checksum is not the one of its ETag', async () => {
    server = await serve({ etag: md5OfAnother, 'x-amz-server-side-encryption': 'AES256' });

    const found = await storeOf(server).read('photo.jpg', noSignal);

    const { message } = await expectError(Failure, 'storage-unavailable', () => found?.bytes());
    expect(message).to.contain(`MD5 ${checksums.md5}`);
  });

  for (const [kind, headers] of Object.entries({
    'by a key of KMS': { 'x-amz-server-side-encryption': 'aws:kms' },
    "by a customer's own key": { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
  })) {
    it(`does not take the ETag of an object that is encrypted ${kind} for its MD5`, async () => {
      server = await serve({ etag: md5OfAnother, ...headers });

      const found = await storeOf(server).read('photo.jpg', noSignal);

      expect(`${await found?.bytes()}`).to.equal('thumbnail');
    });
  }

  it('asks for the checksum of an object that it reads', async () => {
    const modes: unknown[] = [];
    server = await startServer(({ headers }, response) => {
      modes.push(headers['x-amz-checksum-mode']);
      response.writeHead(200, { etag: '"0123abcd"', 'content-length': 9 }).end('thumbnail');
    });

    const found = await storeOf(server).read('photo.jpg', noSignal);
    await found?.bytes();

    expect(modes).to.deep.equal(['ENABLED']);
  });

  it('reads a body of many pieces with its checksum', async () => {
    const body = Buffer.alloc(1_000_000, 'many pieces');
    const checksum = createHash('sha256').update(body).digest('base64');
    server = await startServer((_, response) => {
      const headers = { etag: '"0123abcd"', 'content-length': body.length, 'x-amz-checksum-sha256': checksum };
      response.writeHead(200, headers).end(body);
    });

    const found = await storeOf(server).read('photo.jpg', noSignal);

    expect(Buffer.from((await found?.bytes()) ?? []).equals(body)).to.equal(true);
  });

  it('keeps no more memory of a body than the body itself', async () => {
    const body = Buffer.alloc(8_000_000, 1);
    server = await startServer((_, response) => {
      response.writeHead(200, { etag: '"0123abcd"', 'content-length': body.length }).end(body);
    });
    const found = await storeOf(server).read('photo.jpg', noSignal);
    const before = process.memoryUsage().arrayBuffers;

    const received = await found?.bytes();

    expect(received).to.have.length(body.length);
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(1.25 * body.length);
  });

  for (const [kind, headers] of Object.entries({
    'that nobody knows': { 'x-amz-checksum-blake3': 'AAAA' },
    'of the parts of an upload': { 'x-amz-checksum-xxhash3': 'okq0X/DNfS8=-2', 'x-amz-checksum-type': 'COMPOSITE' },
  })) {
    it(`reads an object with a checksum ${kind}`, async () => {
      server = await serve(headers);

      const found = await storeOf(server).read('photo.jpg', noSignal);

      expect(`${await found?.bytes()}`).to.equal('thumbnail');
    });
  }

  it('closes the connection when an answer has no ETag', async () => {
    let closed: Promise<unknown> | undefined;
    server = await startServer((_, response) => {
      closed = once(response, 'close');
      response.writeHead(200, { 'content-length': 1_000_000 }).write('1');
    });

    await expectError(Failure, 'storage-unavailable', () => storeOf(server).read('photo.jpg', noSignal));

    await closed;
  });

  for (const [name, [get, head, remedy]] of Object.entries({
    "a customer's own key": [
      {
        code: 'InvalidRequest',
        message:
          'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
      },
      400,
      'with SSE-S3 or SSE-KMS',
    ],
    'a disabled key': [
      { code: 'KMS.DisabledException', message: 'arn:aws:kms:eu-west-1:1:key/a is disabled.' },
      200,
      'Enable the key',
    ],
    'a key that is gone': [{ code: 'KMS.NotFoundException', message: 'Key a does not exist' }, 200, 'with another key'],
  } as const)) {
    it(`returns an object that is encrypted with ${name}, with the reason why it cannot be read`, async () => {
      let calls = 0;
      server = await startServer(({ method }, response) => {
        calls += 1;
        if (method === 'HEAD') return response.writeHead(head, { etag: '"0123abcd"' }).end();
        return response.writeHead(400).end(`<Error><Code>${get.code}</Code><Message>${get.message}</Message></Error>`);
      });
      const store = storeOf(server);

      const found = await store.read('photo.jpg', noSignal);

      expect(found?.problem).to.be.instanceOf(Rejection).with.property('code', 'undecryptable-object');
      const { message } = await expectError(Rejection, 'undecryptable-object', () => found?.bytes());
      expect(message).to.contain(remedy);
      // Tried once, and equal to the object that is there afterwards.
      expect(calls).to.equal(2);
      expect((await store.head('photo.jpg', noSignal))?.etag).to.equal(found?.etag);
    });
  }

  it('fails when a body stalls', async () => {
    server = await startServer((_, response) => {
      response.writeHead(200, { etag: '"0123abcd"', 'content-length': 9 }).write('1');
    });

    const found = await storeOf(server).read('photo.jpg', noSignal);

    await expectError(Failure, 'storage-unavailable', () => found?.bytes());
  });

  for (const [call, begin] of Object.entries<(store: ObjectStore, signal: AbortSignal) => Promise<unknown>>({
    read: (store, signal) => store.read('photo.jpg', signal),
    head: (store, signal) => store.head('photo.jpg', signal),
    write: (store, signal) => store.write('photo.jpg', object, signal),
    remove: (store, signal) => store.remove('photo.jpg', signal),
  })) {
    it(`abandons ${call} when the signal aborts, and closes the connection`, async () => {
      const time = new AbortController();
      let hangUp = () => {};
      const hungUp = new Promise<void>((resolve) => {
        hangUp = resolve;
      });
      let calls = 0;
      server = await startServer((_, response) => {
        calls += 1;
        response.on('close', hangUp);
        time.abort();
      });

      await expectError(Failure, 'out-of-time', () => begin(storeOf(server), time.signal));
      await hungUp;
      expect(calls).to.equal(1);
    });
  }
});
