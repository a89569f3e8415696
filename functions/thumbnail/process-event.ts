import type { Outcome } from './contract.ts';
import type { Deadline } from './deadline.ts';
import { Failure, messageOf } from './errors.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';
import { type ObjectReference, readEvent } from './events.ts';
import type { Reconciled } from './reconcile.ts';

export interface EventPorts {
  sourceBucket: string;
  reconcileKey: (key: string, deadline: Deadline) => Promise<Reconciled>;
  /** Is told of each outcome as soon as it is known. */
  report: (outcome: Outcome) => void;
}

/**
 * Reconciles every object that an event is about, one after the other, and gives one outcome a record.
 *
 * @throws Failure `malformed-event` when the event is none of S3's; Error after all records were tried, if any of them
 * failed, so that Lambda tries again and then hands the event to the dead-letter queue.
 */
export function processEvent({ sourceBucket, reconcileKey, report }: EventPorts) {
  return async function outcomesOf(event: unknown, deadline: Deadline): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const reference of readEvent(event)) {
      const outcome = await outcomeOf(reference, deadline);
      report(outcome);
      outcomes.push(outcome);
    }
    const failed = outcomes.filter(({ result }) => result === 'failed');
    if (failed.length > 0) throw new Error(escapeControlCharacters(summaryOf(failed, outcomes.length)));
    return outcomes;
  };

  async function outcomeOf(reference: ObjectReference | Failure, deadline: Deadline): Promise<Outcome> {
    const start = performance.now();
    const { bucket, key } = reference instanceof Failure ? { bucket: '', key: '' } : reference;
    const reconciled = await tryReconcile(reference, deadline);
    return { bucket, key, ...reconciled, ms: Math.round((performance.now() - start) * 10) / 10 };
  }

  async function tryReconcile(
    reference: ObjectReference | Failure,
    deadline: Deadline,
  ): Promise<Omit<Outcome, 'bucket' | 'key' | 'ms'>> {
    try {
      if (reference instanceof Failure) throw reference;
      if (reference.bucket !== sourceBucket) {
        throw new Failure(
          'malformed-event',
          `The event is of the bucket ${reference.bucket}, expected ${sourceBucket}.`,
        );
      }
      return await reconcileKey(reference.key, deadline);
    } catch (error) {
      const code = error instanceof Failure ? error.code : 'unexpected';
      return { result: 'failed', code, reason: messageOf(error) };
    }
  }
}

function summaryOf(failed: readonly Outcome[], records: number): string {
  const each = failed.map(({ key, code, reason }) => `${JSON.stringify(key)} (${code}): ${reason}`);
  return `${failed.length} of ${records} records failed: ${each.join('; ')}`;
}
