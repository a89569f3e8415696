import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { notificationEvent } from '../../../scripts/local-aws/index.ts';
import { etagOf } from '../../support/in-memory-object-store.ts';
import { quartered } from '../../support/pictures.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** The observation on each path of the function. */
export type Observations = Record<string, string>;

export interface Paths {
  /** Deploys a stack, runs every path of its function, and returns the observations, or that AWS refuses the stack. */
  observe: (stackDirectory: string) => Promise<Observations>;
  stop: () => Promise<void>;
}

/** Starts a local AWS with a stack. The stacks that are observed may differ from it in policies. */
export async function openPaths(stackDirectory: string): Promise<Paths> {
  const directory = await temporaryDirectory();
  const aws = await runAws({ stackDirectory, directory });
  let runs = 0;
  return { observe, stop: aws.stop };

  async function observe(stackDirectory: string): Promise<Observations> {
    try {
      await aws.redeploy(Promise.resolve(stackDirectory));
    } catch (error) {
      return { deployment: `refused: ${/for (\w+:\w+) on/.exec(String(error))?.[1] ?? error}` };
    }
    const run = `run-${++runs}`;
    for (const seen of [aws.lines, aws.records]) seen.length = 0;
    const eventsBefore = await countEvents(directory);
    await send(aws, run);
    const endOf = (key: string) => endOfKey(aws, `${run}/${key}`);
    const events = (await countEvents(directory)) - eventsBefore;
    return {
      deployment: 'done',
      'an upload': endOf('upload.jpg'),
      'an overwrite': endOf('overwritten.jpg'),
      'a removal': endOf('removed.jpg'),
      'no image over an image': endOf('rejected.jpg'),
      'a folder marker': endOf('folder/'),
      'an upload that is gone again': endOf('gone.jpg'),
      'a format that is off': endOf('off.gif'),
      'a format that was on': endOf('was-on.gif'),
      'a failure': (await deadLetters(aws)).includes(malformed(run)) ? 'kept' : 'lost',
      log: aws.lines.some((line) => line.includes('"message":"outcome"')) ? 'written' : 'nothing written',
      events: events === countSuccesses(aws) ? 'one for each success' : 'missing',
    };
  }
}

/** Observes a stack from its function's first start, in a local AWS of its own. */
export async function observeStart(stackDirectory: string): Promise<Observations> {
  const paths = await openPaths(stackDirectory);
  try {
    return await paths.observe(stackDirectory);
  } finally {
    await paths.stop();
  }
}

/** An event that is not from S3 and fails with any permissions. */
const malformed = (run: string) => `malformed in ${run}`;

/** Sends the events of every path, about keys that no other run has. */
async function send(aws: RunningAws, run: string): Promise<void> {
  const s3 = aws.s3();
  const put = (key: string, Body: Buffer | string) =>
    s3.send(new PutObjectCommand({ Bucket: aws.source, Key: `${run}/${key}`, Body }));
  const photo = await quartered(40, 30).jpeg().toBuffer();
  const [deployed] = aws.functions.values();

  for (const key of ['upload.jpg', 'overwritten.jpg', 'removed.jpg', 'rejected.jpg']) await put(key, photo);
  await put('folder/', Buffer.alloc(0));
  const animation = await quartered(40, 30).gif().toBuffer();
  await put('off.gif', animation);
  await putThumbnailOf(animation, `${run}/was-on.gif`, aws);
  await put('was-on.gif', animation);
  const gone = {
    bucket: aws.source,
    key: `${run}/gone.jpg`,
    eventName: 'ObjectCreated:Put',
    size: 1,
    etag: 'e',
  } as const;
  await deployed?.enqueue(notificationEvent({ ...gone, sequencer: '1', time: new Date().toISOString() }, aws.stack));
  await deployed?.enqueue(malformed(run));
  await aws.drain();

  await put('overwritten.jpg', await quartered(30, 40).jpeg().toBuffer());
  await put('rejected.jpg', 'text');
  await s3.send(new DeleteObjectCommand({ Bucket: aws.source, Key: `${run}/removed.jpg` }));
  await aws.drain();
}

/** Writes what the function made of a source while the format was on. */
async function putThumbnailOf(body: Buffer, key: string, aws: RunningAws): Promise<void> {
  const Metadata = { 'source-etag': etagOf(body), settings: 'earlier' };
  const thumbnail = { Bucket: aws.processed, Key: `200x200/${key}.webp`, Body: 'thumbnail', Metadata };
  await aws.s3().send(new PutObjectCommand(thumbnail));
}

/** Returns the last outcome of a key, with any denied action, and whether the thumbnail agrees with the source. */
function endOfKey({ records, objects, source, processed }: RunningAws, key: string): string {
  const record = records.findLast(({ requestPayload }) => JSON.stringify(requestPayload).includes(`"${key}"`));
  const answer = JSON.stringify(record?.responsePayload ?? 'no event');
  const [, told, attempted] =
    /is not authorized to perform: (\S+)|(s3:\w+) on \S+ was denied with 403/.exec(answer) ?? [];
  const denied = told ?? attempted;
  const result = /"result":"(\w+)"/.exec(answer)?.[1] ?? (denied ? `denied ${denied}` : answer);

  const original = objects.head(source, key)?.etag;
  const madeOf = objects.head(processed, `200x200/${key}.webp`)?.metadata['source-etag'];
  const state = madeOf === undefined ? 'no' : madeOf === original ? 'current' : 'outdated';
  return `${result}, ${state} thumbnail`;
}

async function deadLetters({ sqs, stack }: RunningAws): Promise<unknown[]> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: stack.queues[0]?.name }));
  const payloads: unknown[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return payloads;
    payloads.push(...Messages.map(({ Body = '' }) => JSON.parse(Body).requestPayload));
  }
}

async function countEvents(directory: string): Promise<number> {
  const lines = await readFile(path.join(directory, 'event-buses', 'default.jsonl'), 'utf8').catch(() => '');
  return lines.split('\n').length - 1;
}

function countSuccesses({ records }: RunningAws): number {
  return records.filter(({ requestContext }) => requestContext.condition === 'Success').length;
}
