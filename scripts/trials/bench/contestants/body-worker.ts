// Reads bodies: `body-worker.ts store` with the function's object store, `http` with plain HTTP into one buffer, and
// `checksum` computes the checksum of a body that it has already.
import { createHash } from 'node:crypto';
import http from 'node:http';
import * as zlib from 'node:zlib';
import { Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { growHeap } from '../../../../functions/thumbnail/grow-heap.ts';
import { s3ObjectStore } from '../../../../functions/thumbnail/object-store.ts';
import { createS3Client } from '../../../../functions/thumbnail/s3/create-s3-client.ts';
import { answerRequests } from './answer-requests.mjs';
import type { BodyRequest } from './body-request.ts';

// As in the function: collecting garbage would take half of the CPU time, and another part in each round.
growHeap();
const [mode] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true });
const client = createS3Client();

/** Each as the fastest code that Node.js or the AWS SDK has for it. */
const checksums: Record<BodyRequest['checksum'], (body: Uint8Array) => unknown> = {
  'MD5 (ETag)': (body) => createHash('md5').update(body).digest(),
  CRC32: (body) => zlib.crc32(body),
  CRC32C: (body) => digestBy(new Crc32c(), body),
  CRC64NVME: (body) => digestBy(new Crc64Nvme(), body),
  SHA1: (body) => createHash('sha1').update(body).digest(),
  SHA256: (body) => createHash('sha256').update(body).digest(),
};
/** Every object has the same body. */
let downloaded: Uint8Array | undefined;

const modes: Record<string, (request: BodyRequest) => Promise<unknown>> = {
  store: async ({ bucket, key }) => {
    const object = await s3ObjectStore(client, bucket).read(key, AbortSignal.timeout(60_000));
    if (!object) throw new Error(`${key} is missing.`);
    return object.bytes();
  },
  http: ({ url }) => download(url),
  checksum: async ({ checksum, url }) => {
    downloaded ??= await download(url);
    return checksums[checksum](downloaded);
  },
};

await answerRequests(async (request: BodyRequest) => void (await modes[mode ?? '']?.(request)));

function digestBy(hash: { update(body: Uint8Array): void; digest(): Promise<Uint8Array> }, body: Uint8Array) {
  hash.update(body);
  return hash.digest();
}

function download(url: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, (response) => {
      const body = Buffer.allocUnsafe(Number(response.headers['content-length']));
      let received = 0;
      response.on('data', (piece: Buffer) => {
        received += piece.copy(body, received);
      });
      response.once('end', () => {
        if (response.statusCode === 200 && received === body.length) resolve(body);
        else reject(new Error(`${url} answered ${response.statusCode} with ${received} of ${body.length} bytes.`));
      });
    });
    request.once('error', reject);
  });
}
