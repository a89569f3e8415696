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

/** Runs every path of a deployed stack's function and returns the observations, or that AWS refuses the stack. */
export async function observe(stackDirectory: string): Promise<Observations> {
  const directory = await temporaryDirectory();
  let aws: RunningAws;
  try {
    aws = await runAws({ stackDirectory, directory });
  } catch (error) {
    return { deployment: `refused: ${/for (\w+:\w+) on/.exec(String(error))?.[1] ?? error}` };
  }
  try {
    await send(aws);
    return {
      deployment: 'done',
      'an upload': endOf(aws, 'upload.jpg'),
      'an overwrite': endOf(aws, 'overwritten.jpg'),
      'a removal': endOf(aws, 'removed.jpg'),
      'no image over an image': endOf(aws, 'rejected.jpg'),
      'a folder marker': endOf(aws, 'folder/'),
      'an upload that is gone again': endOf(aws, 'gone.jpg'),
      'a format that is off': endOf(aws, 'off.gif'),
      'a format that was on': endOf(aws, 'was-on.gif'),
      'a failure': (await deadLetters(aws)).includes(malformed) ? 'kept' : 'lost',
      log: aws.lines.some((line) => line.includes('"message":"outcome"')) ? 'written' : 'nothing written',
      events: await eventsOf(aws, directory),
    };
  } finally {
    await aws.stop();
  }
}

/** An event that is not from S3 and fails with any permissions. */
const malformed = 'malformed';

async function send(aws: RunningAws): Promise<void> {
  const s3 = aws.s3();
  const put = (Key: string, Body: Buffer | string) => s3.send(new PutObjectCommand({ Bucket: aws.source, Key, Body }));
  const photo = await quartered(40, 30).jpeg().toBuffer();
  const [deployed] = aws.functions.values();

  for (const key of ['upload.jpg', 'overwritten.jpg', 'removed.jpg', 'rejected.jpg']) await put(key, photo);
  await put('folder/', Buffer.alloc(0));
  const animation = await quartered(40, 30).gif().toBuffer();
  await put('off.gif', animation);
  await putThumbnailOf(animation, 'was-on.gif', aws);
  await put('was-on.gif', animation);
  const gone = { bucket: aws.source, key: 'gone.jpg', eventName: 'ObjectCreated:Put', size: 1, etag: 'e' } as const;
  await deployed?.enqueue(notificationEvent({ ...gone, sequencer: '1', time: new Date().toISOString() }, aws.stack));
  await deployed?.enqueue(malformed);
  await aws.drain();

  await put('overwritten.jpg', await quartered(30, 40).jpeg().toBuffer());
  await put('rejected.jpg', 'text');
  await s3.send(new DeleteObjectCommand({ Bucket: aws.source, Key: 'removed.jpg' }));
  await aws.drain();
}

/** Writes what the function made of a source while the format was on. */
async function putThumbnailOf(body: Buffer, key: string, aws: RunningAws): Promise<void> {
  const Metadata = { 'source-etag': etagOf(body), settings: 'earlier' };
  const thumbnail = { Bucket: aws.processed, Key: `200x200/${key}.webp`, Body: 'thumbnail', Metadata };
  await aws.s3().send(new PutObjectCommand(thumbnail));
}

/** Returns the last outcome of a key, with any denied action, and whether the thumbnail agrees with the source. */
function endOf({ records, objects, source, processed }: RunningAws, key: string): string {
  const record = records.findLast(({ requestPayload }) => JSON.stringify(requestPayload).includes(`"${key}"`));
  const answer = JSON.stringify(record?.responsePayload ?? 'no event');
  const [, told, attempted] =
    /is not authorized to perform: (\S+)|(s3:\w+) on \S+ was denied with Unknown/.exec(answer) ?? [];
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

/** Returns whether the bus has one event for each success. */
async function eventsOf({ records }: RunningAws, directory: string): Promise<string> {
  const lines = await readFile(path.join(directory, 'event-buses', 'default.jsonl'), 'utf8').catch(() => '');
  const successes = records.filter(({ requestContext }) => requestContext.condition === 'Success');
  return lines.split('\n').length - 1 === successes.length ? 'one for each success' : 'missing';
}
