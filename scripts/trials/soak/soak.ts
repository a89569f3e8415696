import { exampleConfiguration } from '../../build/configuration-file.ts';
import { prepareStack } from '../../build/prepare-stack.ts';
import { createRandom } from '../random.ts';
import { disagreements } from './agreement.ts';
import { expectedThumbnails } from './expected-thumbnails.ts';
import { missingFaults } from './fault-kinds.ts';
import { startFaultyPipeline } from './faulty-pipeline.ts';
import { drawPictures } from './pictures.ts';
import { randomChanges } from './random-changes.ts';
import { redriveUntilEmpty } from './redrive-until-empty.ts';

export interface SoakOptions {
  /** The number of changes to the source bucket. */
  events: number;
  seed: number;
  /** The directory of a synthesized stack with one function; by default the project's example. */
  stackDirectory?: string;
  onProgress: (done: number) => void;
  signal: AbortSignal;
}

export interface Soaked {
  /** How often each fault has happened. */
  faults: ReadonlyMap<string, number>;
  /** Faults that should have happened, but did not. With any of them, the soak proves nothing. */
  missing: readonly string[];
  /** The number of finished events, by their outcome: one for each change, and one more when an event arrives twice. */
  outcomes: ReadonlyMap<string, number>;
  keys: number;
  /** The number of events in the dead-letter queue before the redrive. */
  deadLetters: number;
  /** Keys that did not agree although no event of theirs was pending or in the dead-letter queue, with the difference. */
  lost: ReadonlyMap<string, string>;
  /** Keys that did not agree after redrives without faults, with the difference. */
  wrong: ReadonlyMap<string, string>;
  /** The number of messages in the dead-letter queue after that. */
  left: number;
}

/** After each round all keys are compared, because later changes could repair a key that is wrong. */
const changesPerRound = 500;
const changesPerKey = 8;

/**
 * Tries the claim of the design: when no event is pending, each key has the thumbnails of the object that it holds, or has an
 * event in the dead-letter queue.
 *
 * @throws {Error} when the stack makes no thumbnails even without faults
 */
export async function soak({ events, seed, onProgress, signal, ...options }: SoakOptions): Promise<Soaked> {
  const stackDirectory = options.stackDirectory ?? (await prepareStack(exampleConfiguration));
  const random = createRandom(seed);
  const pipeline = await startFaultyPipeline(stackDirectory, seed + 1);
  const { buckets, faults, outcomes } = pipeline;
  try {
    const pictures = await drawPictures(random);
    const expected = await expectedThumbnails(pictures, pipeline);
    const keys = Array.from({ length: changesPerRound / changesPerKey }, (_, index) => `album/photo ${index}.jpg`);
    const change = randomChanges({ random, keys, pictures, pipeline, signal });
    const lost = new Map<string, string>();
    let deadLetters = 0;
    for (let done = 0; done < events && !signal.aborted; done += changesPerRound) {
      await change(Math.min(changesPerRound, events - done), (some) => onProgress(done + some));
      await pipeline.settled();
      const { sent } = await pipeline.redrive({ dryRun: true });
      const waiting = new Set(sent.flatMap((letter) => letter.keys));
      for (const [key, difference] of await disagreements(buckets, expected)) {
        if (!waiting.has(key)) lost.set(key, difference);
      }
      deadLetters = sent.length;
    }
    faults.pause();
    const left = await redriveUntilEmpty(pipeline);
    return {
      faults: faults.counts,
      missing: signal.aborted ? [] : missingFaults(faults.counts, events),
      outcomes,
      keys: keys.length,
      deadLetters,
      lost,
      wrong: await disagreements(buckets, expected),
      left,
    };
  } finally {
    await pipeline.stop();
  }
}
