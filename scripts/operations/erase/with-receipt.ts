import { messageOf } from '../../../functions/thumbnail/errors.ts';
import type { Settings } from '../../../functions/thumbnail/settings.ts';
import type { Settings as EnvironmentSettings } from '../../../infra/settings.ts';
import { type Erasure, isComplete } from './erasure.ts';
import { openReceipt } from './receipt.ts';
import { whatStays } from './what-stays.ts';

export interface ReceiptFacts {
  file: string;
  environment: string;
  prefix: string;
  settings: Pick<Settings, 'sourceBucket' | 'processedBucket'>;
  configured: EnvironmentSettings;
  startedAt: Date;
  /** Changes while the work runs. */
  erasure: Erasure;
  /** Called when the final receipt is written, with whether the work came to its end. */
  onWritten: (isFinished: boolean) => void;
}

/**
 * Runs the work of an erasure, and writes its receipt however the work ends. The receipt of a run that is killed has no counts.
 *
 * @throws {Error} when the file cannot be created, before the work, or when the work fails
 */
export async function withReceipt(facts: ReceiptFacts, work: () => Promise<void>): Promise<void> {
  const { file, environment, prefix, settings, configured, startedAt, erasure } = facts;
  const subject = {
    environment,
    buckets: { source: settings.sourceBucket, processed: settings.processedBucket },
    prefix,
    startedAt,
  };
  const receipt = openReceipt(file, { ...subject, complete: false });
  const write = (end: { complete: boolean; error?: string }) => {
    const { erased, deadLetters, foreignLetters, refused, left, invalidation } = erasure;
    const at = new Date();
    const stays = whatStays(configured, at, invalidation !== undefined);
    const removed = { ...erased, deadLetters };
    receipt.write({ ...subject, at, ...end, removed, refused, left, foreignLetters, invalidation, stays });
    facts.onWritten(end.error === undefined);
  };
  try {
    await work();
    write({ complete: isComplete(erasure) });
  } catch (error) {
    write({ complete: false, error: messageOf(error) });
    throw error;
  } finally {
    receipt.close();
  }
}
