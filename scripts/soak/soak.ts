import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type LocalAws, startLocalAws } from '../local/local-aws.ts';
import { writeVariant } from '../local/write-variant.ts';
import { type Random, randomOf } from '../random.ts';
import { type Redriven, redrive } from '../redrive/redrive.ts';
import { root } from '../root.ts';
import { prepareStack } from '../start/prepare-stack.ts';
import { type Buckets, disagreements, type Expected, thumbnailsOf } from './agreement.ts';
import { drawPictures } from './pictures.ts';
import { type RandomFaults, randomFaults } from './random-faults.ts';

export interface SoakOptions {
  /** How many changes of the source bucket. */
  events: number;
  seed: number;
  onProgress: (done: number) => void;
  signal: AbortSignal;
}

export interface Soaked {
  /** How often each thing has gone wrong. */
  faults: ReadonlyMap<string, number>;
  /** How many events were dealt with, by their outcome: each change makes one, and what comes twice another. */
  outcomes: ReadonlyMap<string, number>;
  keys: number;
  /** How many events were in the dead-letter queue when all had been tried. */
  deadLetters: number;
  /** Keys that did not agree when all had been tried, although no event of theirs was in the queue. */
  lost: ReadonlyMap<string, string>;
  /** Keys that did not agree after the queue was sent again, with nothing going wrong any more. */
  wrong: ReadonlyMap<string, string>;
  /** What was left in the queue after that. */
  left: number;
}

/** After so many changes everything is let come to rest, and looked at: what is wrong then, the next ones could put right. */
const changesARound = 500;
const changesAKey = 8;
/** So many changes of a key come one soon after the other, at the most: while it is worked on. */
const longestBurst = 5;
const mostBetweenMs = 60;
const uploaders = 4;
/** More than there are cores, since what goes wrong mostly waits. */
const processes = 8;
/** With more, events would wait until the changes that they race with are long over. */
const mostPending = processes;
const removals = 0.25;

/** The claim of the design, tried: at the end each key has the thumbnails of what it holds, or an event in the dead-letter queue. */
export async function soak({ events, seed, onProgress, signal }: SoakOptions): Promise<Soaked> {
  const random = randomOf(seed);
  const directory = await mkdtemp(path.join(tmpdir(), 'soak-'));
  const stackFolder = path.join(directory, 'stack');
  const hog = pathToFileURL(path.join(root, 'scripts', 'soak', 'hog.mjs'));
  await writeVariant(await prepareStack(), stackFolder, {
    // Small, and with little time, so that what hangs does not hold up everything.
    memoryMegabytes: 512,
    timeoutSeconds: 10,
    processes,
    variables: { NODE_OPTIONS: `--import=${hog}` },
  });
  const outcomes = new Map<string, number>();
  let pending = 0;
  const faults = randomFaults(randomOf(seed + 1), 'thumbnails-dev-thumbnail');
  const aws = await startLocalAws({
    stackFolder,
    directory,
    keepEvents: false,
    nodeModules: path.join(root, 'node_modules'),
    port: 0,
    onLog: () => {},
    onDone: ({ requestContext: { condition }, responsePayload }) => {
      pending -= 1;
      const outcome = condition === 'Success' ? resultOf(responsePayload) : 'dead-lettered';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    },
    retryDelaysMs: [100, 200],
    mostProcesses: processes,
    faults: {
      ...faults,
      notification: (deliver) =>
        faults.notification(() => {
          pending += 1;
          deliver();
        }),
    },
  });
  try {
    const clients = clientsOf(aws);
    const buckets = bucketsOf(aws);
    const pictures = await drawPictures(random);
    const expected = await expectedOf(pictures, aws, buckets, clients.s3, faults);

    const keys = Array.from({ length: changesARound / changesAKey }, (_, index) => `album/photo ${index}.jpg`);
    const lost = new Map<string, string>();
    let deadLetters = 0;
    let done = 0;
    while (done < events && !signal.aborted) {
      const end = Math.min(events, done + changesARound);
      const change = async () => {
        while (done < end && !signal.aborted) {
          const key = random.pick(keys);
          for (let burst = 1 + random.below(longestBurst); burst > 0 && done < end; burst -= 1) {
            done += 1;
            while (pending > mostPending) await delay(5);
            await changeAtRandom(random, key, pictures, buckets, clients.s3);
            await delay(random.below(mostBetweenMs));
          }
          onProgress(done);
        }
      };
      await Promise.all(Array.from({ length: uploaders }, change));
      await settled(aws, faults);
      const queued = await send({ ...clients, dryRun: true }, aws);
      const waiting = new Set(queued.sent.flatMap((letter) => letter.keys));
      for (const [key, what] of await disagreements(buckets, expected)) if (!waiting.has(key)) lost.set(key, what);
      deadLetters = queued.sent.length;
    }
    faults.pause();
    await send({ ...clients, dryRun: false }, aws);
    await settled(aws, faults);
    const { sent, unreadable } = await send({ ...clients, dryRun: true }, aws);
    return {
      faults: faults.counts,
      outcomes,
      keys: keys.length,
      deadLetters,
      lost,
      wrong: await disagreements(buckets, expected),
      left: sent.length + unreadable.length,
    };
  } finally {
    await aws.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function changeAtRandom(
  random: Random,
  key: string,
  pictures: readonly Buffer[],
  { source }: Buckets,
  s3: S3Client,
): Promise<void> {
  if (random.happens(removals)) await s3.send(new DeleteObjectCommand({ Bucket: source, Key: key }));
  else await s3.send(new PutObjectCommand({ Bucket: source, Key: key, Body: random.pick(pictures) }));
}

/** What becomes of each picture while nothing goes wrong, by its ETag. What this takes is removed again. */
async function expectedOf(
  pictures: readonly Buffer[],
  aws: LocalAws,
  buckets: Buckets,
  s3: S3Client,
  faults: RandomFaults,
): Promise<Expected> {
  const { objects, source } = buckets;
  faults.pause();
  for (const [index, Body] of pictures.entries()) {
    await s3.send(new PutObjectCommand({ Bucket: source, Key: `reference-${index}`, Body }));
  }
  await settled(aws, faults);
  const made = await thumbnailsOf(buckets);
  const expected = new Map(
    pictures.flatMap((_, index) => {
      const etag = objects.head(source, `reference-${index}`)?.etag;
      return etag === undefined ? [] : [[etag, made.get(`reference-${index}`) ?? new Map()] as const];
    }),
  );
  for (const index of pictures.keys()) objects.delete(source, `reference-${index}`);
  await settled(aws, faults);
  faults.resume();
  return expected;
}

/** Waits until no event is pending, nor on its way. */
async function settled(aws: LocalAws, faults: RandomFaults): Promise<void> {
  await faults.delivered();
  await aws.drain();
}

function send(
  options: { sqs: SQSClient; lambda: LambdaClient; dryRun: boolean },
  { stack }: LocalAws,
): Promise<Redriven> {
  const { sqs, lambda, dryRun } = options;
  return redrive({
    sqs,
    lambda,
    dryRun,
    queueName: stack.queues[0]?.name ?? '',
    functionName: stack.functions[0]?.function_name ?? '',
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}

function bucketsOf({ objects, stack }: LocalAws): Buckets {
  const { SOURCE_BUCKET: source = '', PROCESSED_BUCKET: processed = '' } =
    stack.functions[0]?.environment.variables ?? {};
  return { objects, source, processed };
}

function clientsOf({ endpoint, stack }: LocalAws) {
  const credentials = { accessKeyId: 'developer', secretAccessKey: 'any' };
  const options = { endpoint, region: stack.region, credentials };
  return { s3: new S3Client(options), sqs: new SQSClient(options), lambda: new LambdaClient(options) };
}

function resultOf(outcomes: unknown): string {
  const [first] = Array.isArray(outcomes) ? outcomes : [];
  return String(first?.result ?? 'no outcome');
}
