import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type BodyRequest, bodyChecksums } from '../contestants/body-request.ts';
import { programs } from '../contestants/contestants.ts';
import { pin } from '../contestants/pin.ts';
import { startWorker, type Worker } from '../contestants/worker.ts';
import type { Measured } from '../report/report.ts';
import type { Stage } from '../stage.ts';

/** As many bytes as a photo of 12 megapixels has. */
const bodyBytes = 3_600_000;
/**
 * How often each body is read before any is measured. V8 compiles the SDK's code again and again: until about the hundredth call, one
 * takes up to 40 % more CPU time. The heap needs some rounds as well.
 */
const warmUps = 20;

/** Measures how long the function's object store, plain HTTP, and the checksum alone take for a body, for each checksum of S3. */
export async function measureBody(stage: Stage, rounds: number): Promise<Measured['body']> {
  const prefix = (await pin('one')) ?? [];
  // The workers are TypeScript, because they run the function's source.
  const tsx = pathToFileURL(createRequire(path.join(programs, '..')).resolve('tsx')).href;
  const program = path.join(programs, 'body-worker.ts');
  const start = (mode: string) =>
    startWorker<BodyRequest>([...prefix, process.execPath, '--import', tsx, program, mode], stage.environment);
  const workers: Worker<BodyRequest>[] = [];
  try {
    for (const mode of ['store', 'http', 'checksum']) workers.push(await start(mode));
    const requests: BodyRequest[] = [];
    for (const checksum of bodyChecksums) requests.push(await upload(stage, checksum));
    for (const request of requests) await inTurn(workers, request, warmUps);
    const measured: Measured['body'] = [];
    for (const request of requests) {
      const [storeMs, httpMs, checksumMs] = await inTurn(workers, request, rounds);
      if (storeMs && httpMs && checksumMs) measured.push({ checksum: request.checksum, storeMs, httpMs, checksumMs });
    }
    return measured;
  } finally {
    for (const worker of workers) await worker.stop();
  }
}

/** The store and HTTP take turns in coming first: whichever runs after the other finds S3 warmer than after the checksum. */
async function inTurn(workers: readonly Worker<BodyRequest>[], request: BodyRequest, rounds: number) {
  const times = workers.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const index of round % 2 === 0 ? [0, 1, 2] : [1, 0, 2]) {
      const ms = await workers[index]?.run(request);
      if (ms !== undefined) times[index]?.push(ms);
    }
  }
  return times;
}

async function upload(
  { client, sourceBucket: bucket, endpoint, region }: Stage,
  checksum: BodyRequest['checksum'],
): Promise<BodyRequest> {
  const key = `body-${checksum}`;
  const body = Buffer.alloc(bodyBytes, 'a body is never compressed, so its content does not matter');
  const target = { Bucket: bucket, Key: key };
  if (checksum === 'MD5 (ETag)') {
    const credentials = await client.config.credentials();
    const plain = new S3Client({ region, endpoint, credentials, requestChecksumCalculation: 'WHEN_REQUIRED' });
    await plain.send(new PutObjectCommand({ ...target, Body: body }));
    plain.destroy();
  } else {
    await client.send(new PutObjectCommand({ ...target, Body: body, ChecksumAlgorithm: checksum }));
  }
  return { bucket, key, url: await getSignedUrl(client, new GetObjectCommand(target)), checksum };
}
