import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ObjectStore } from '../local-aws/index.ts';
import type { Input } from './inputs.ts';
import type { LocalFailure } from './local-outcome.ts';

/** As many files are read at once. */
const concurrency = 4;
const readBytes = 1_000_000;

/**
 * Uploads files to a bucket. What becomes of one that cannot be uploaded is told as the outcome of its key, and the others
 * go on.
 */
export async function upload(
  objects: ObjectStore,
  bucket: string,
  inputs: readonly Input[],
  onOutcome: (outcome: LocalFailure) => void,
): Promise<void> {
  const waiting = [...inputs];
  const uploadNext = async () => {
    for (let input = waiting.shift(); input; input = waiting.shift()) {
      const { key, file } = input;
      const start = performance.now();
      try {
        // Of a pipe there might never be an end.
        if (!(await stat(file)).isFile()) throw new Error('it is no file.');
        await objects.put(bucket, key, createReadStream(file, { highWaterMark: readBytes }));
      } catch (error) {
        const reason = `${file} cannot be uploaded: ${error instanceof Error ? error.message : error}`;
        onOutcome({ bucket, key, result: 'failed', code: 'not-uploaded', reason, ms: performance.now() - start });
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, uploadNext));
}
