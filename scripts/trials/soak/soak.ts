import { setTimeout as delay } from 'node:timers/promises';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { type Random, randomOf } from '../random.ts';
import { disagreements } from './agreement.ts';
import { expectedOf } from './expected.ts';
import { type FaultyPipeline, processes, startFaultyPipeline } from './faulty-pipeline.ts';
import { drawPictures } from './pictures.ts';

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
/** With more, events would wait until the changes that they race with are long over. */
const mostPending = processes;
const removals = 0.25;

/** The claim of the design, tried: at the end each key has the thumbnails of what it holds, or an event in the dead-letter queue. */
export async function soak({ events, seed, onProgress, signal }: SoakOptions): Promise<Soaked> {
  const random = randomOf(seed);
  const pipeline = await startFaultyPipeline(randomOf(seed + 1));
  const { buckets, faults, outcomes } = pipeline;
  try {
    const pictures = await drawPictures(random);
    const expected = await expectedOf(pictures, pipeline);
    const keys = Array.from({ length: changesARound / changesAKey }, (_, index) => `album/photo ${index}.jpg`);
    const changes = randomChanges(random, keys, pictures, pipeline);
    const lost = new Map<string, string>();
    let deadLetters = 0;
    for (let done = 0; done < events && !signal.aborted; done += changesARound) {
      await changes(Math.min(changesARound, events - done), (some) => onProgress(done + some), signal);
      await pipeline.settled();
      const { sent } = await pipeline.redrive({ dryRun: true });
      const waiting = new Set(sent.flatMap((letter) => letter.keys));
      for (const [key, what] of await disagreements(buckets, expected)) if (!waiting.has(key)) lost.set(key, what);
      deadLetters = sent.length;
    }
    faults.pause();
    await pipeline.redrive({ dryRun: false });
    await pipeline.settled();
    const { sent, unreadable } = await pipeline.redrive({ dryRun: true });
    const wrong = await disagreements(buckets, expected);
    const left = sent.length + unreadable.length;
    return { faults: faults.counts, outcomes, keys: keys.length, deadLetters, lost, wrong, left };
  } finally {
    await pipeline.stop();
  }
}

/** Makes so many changes of the source bucket, by several people at once, each of whom changes one key several times. */
function randomChanges(
  random: Random,
  keys: readonly string[],
  pictures: readonly Buffer[],
  { s3, buckets, pending }: FaultyPipeline,
) {
  return async (count: number, onProgress: (done: number) => void, signal: AbortSignal): Promise<void> => {
    let done = 0;
    const upload = async () => {
      while (done < count && !signal.aborted) {
        const key = random.pick(keys);
        for (let burst = 1 + random.below(longestBurst); burst > 0 && done < count; burst -= 1) {
          done += 1;
          while (pending() > mostPending) await delay(5);
          await change(key);
          await delay(random.below(mostBetweenMs));
        }
        onProgress(done);
      }
    };
    await Promise.all(Array.from({ length: uploaders }, upload));
  };

  async function change(Key: string): Promise<void> {
    const object = { Bucket: buckets.source, Key };
    if (random.happens(removals)) await s3.send(new DeleteObjectCommand(object));
    else await s3.send(new PutObjectCommand({ ...object, Body: random.pick(pictures) }));
  }
}
