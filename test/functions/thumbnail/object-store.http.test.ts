import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { Failure } from '../../../functions/thumbnail/errors.ts';
import { createS3Client, type ObjectStore, s3ObjectStore } from '../../../functions/thumbnail/object-store.ts';
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
