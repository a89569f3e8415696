import { S3Client } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { type ObjectStore, s3ObjectStore } from '../../../functions/thumbnail/object-store.ts';
import { noSignal } from '../../support/plenty-of-time.ts';
import { type HttpServer, startS3Stub, startServer } from '../../support/s3-stub.ts';

const object = { body: Buffer.from('thumbnail'), contentType: 'image/webp', cacheControl: 'no-store', metadata: {} };

describe('s3ObjectStore, over HTTP', () => {
  let server: HttpServer;
  let client: S3Client;

  function storeOf({ endpoint }: HttpServer): ObjectStore {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
    client = new S3Client({ region: 'eu-west-1', endpoint, forcePathStyle: true, credentials });
    return s3ObjectStore(client, 'example-source');
  }

  afterEach(() => {
    client.destroy();
    server.close();
  });

  it('reads back what it wrote, and not what it removed', async () => {
    const key = 'a key/with + and é.jpg';
    server = await startS3Stub();
    const store = storeOf(server);

    await store.write(key, object, noSignal);
    const found = await store.read(key, noSignal);
    expect(Buffer.from((await found?.bytes()) ?? [])).to.deep.equal(object.body);
    expect(await store.currentEtag(key, noSignal)).to.equal(found?.etag);

    await store.remove(key, noSignal);
    expect(await store.read(key, noSignal)).to.equal(undefined);
    expect(await store.currentEtag(key, noSignal)).to.equal(undefined);
  });

  it('hangs up on a body that is discarded', async () => {
    let hangUp = () => {};
    const hungUp = new Promise<void>((resolve) => {
      hangUp = resolve;
    });
    server = await startServer((_, response) => {
      response.on('close', hangUp).writeHead(200, { etag: '"0123abcd"', 'content-length': 2 }).write('1');
    });

    const found = await storeOf(server).read('photo.jpg', noSignal);
    found?.discard();

    await hungUp;
  });
});
