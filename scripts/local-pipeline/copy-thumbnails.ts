import { messageOf } from '../../functions/thumbnail/errors.ts';
import type { LocalOutcome } from './local-outcome.ts';
import type { LocalPipeline } from './local-pipeline.ts';
import { writeInto } from './write-into.ts';

/**
 * Copies the thumbnails of an outcome to a directory, and returns the outcome, or a failed one when a thumbnail cannot be
 * written there.
 */
export async function copyThumbnails(
  outcome: LocalOutcome,
  { objects, processedBucket }: Pick<LocalPipeline, 'objects' | 'processedBucket'>,
  out: string,
): Promise<LocalOutcome> {
  try {
    for (const { key } of outcome.result === 'created' ? outcome.thumbnails : []) {
      const object = objects.get(processedBucket, key);
      if (!object) throw new Error(`${key} is not in ${processedBucket}.`);
      await writeInto(out, key, object.body.readAll());
    }
    return outcome;
  } catch (error) {
    const { bucket, key, ms } = outcome;
    return { bucket, key, result: 'failed', code: 'not-copied', reason: messageOf(error), ms };
  }
}
