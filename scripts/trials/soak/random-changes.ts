import { setTimeout as delay } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Random } from '../random.ts';
import { type FaultyPipeline, processes } from './faulty-pipeline.ts';
import type { Picture } from './pictures.ts';

/** Changes of one key follow each other closely, while the function works on it. */
const maxBurst = 5;
const maxBetweenMs = 60;
const uploaders = 4;
/** With more, an event would wait until the changes that it races with are long over. */
const maxPending = processes;
const removalProbability = 0.25;

/** Returns a function that makes a number of changes to the source bucket, by several uploaders at once. */
export function randomChanges({
  random,
  keys,
  pictures,
  pipeline,
  signal,
}: {
  random: Random;
  keys: readonly string[];
  pictures: readonly Picture[];
  pipeline: FaultyPipeline;
  signal: AbortSignal;
}) {
  const { s3, buckets, pending } = pipeline;

  async function change(Key: string): Promise<void> {
    const object = { Bucket: buckets.source, Key };
    if (random.happens(removalProbability)) await s3.send(new DeleteObjectCommand(object));
    else await s3.send(new PutObjectCommand({ ...object, Body: random.pick(pictures).bytes }));
  }

  return async (count: number, onProgress: (done: number) => void): Promise<void> => {
    let done = 0;
    const upload = async () => {
      while (done < count && !signal.aborted) {
        const key = random.pick(keys);
        for (let burst = 1 + random.below(maxBurst); burst > 0 && done < count; burst -= 1) {
          done += 1;
          while (pending() > maxPending) await delay(5);
          await change(key);
          await delay(random.below(maxBetweenMs));
        }
        onProgress(done);
      }
    };
    await Promise.all(Array.from({ length: uploaders }, upload));
  };
}
