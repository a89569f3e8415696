import { stat } from 'node:fs/promises';
import { messageOf } from '../../functions/thumbnail/errors.ts';
import type { BucketStore } from '../local-aws/index.ts';
import type { Input } from './list-inputs.ts';
import type { UnreportedOutcome } from './local-outcome.ts';

/** How many files are read at once. */
const concurrency = 4;

/**
 * Uploads files to a bucket. A file that cannot be uploaded is reported as a failed outcome, and the others go on.
 */
export async function upload(
  objects: BucketStore,
  bucket: string,
  inputs: readonly Input[],
  onOutcome: (outcome: UnreportedOutcome) => void,
): Promise<void> {
  const waiting = [...inputs];
  const uploadNext = async () => {
    for (let input = waiting.shift(); input; input = waiting.shift()) {
      const { key, file } = input;
      const start = performance.now();
      try {
        // A pipe may never end.
        if (!(await stat(file)).isFile()) throw new Error('not a regular file');
        await objects.putFile(bucket, key, file);
      } catch (error) {
        const reason = `${file} cannot be uploaded: ${messageOf(error)}`;
        onOutcome({ bucket, key, result: 'failed', code: 'not-uploaded', reason, ms: performance.now() - start });
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, uploadNext));
}
