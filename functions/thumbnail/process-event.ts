import type { Outcome } from './contract.ts';
import type { Deadline } from './deadline.ts';
import { Failure, messageOf } from './errors.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';
import { type ObjectReference, readEvent } from './events.ts';
import type { Reconciled } from './reconcile.ts';

export interface EventPorts {
  sourceBucket: string;
  reconcileKey: (key: string, deadline: Deadline) => Promise<Reconciled>;
  /** Called with each outcome as soon as it is known. */
  report: (outcome: Outcome) => void;
}

const maxToldFailures = 10;
const maxReasonCharacters = 1000;

type Failed = Extract<Outcome, { result: 'failed' }>;

/**
 * Reconciles every object that an event is about, one after the other, and returns one outcome for each record.
 *
 * @throws {Failure} when the event is not an S3 event (`malformed-event`)
 * @throws {Failure} when a record failed, with the code of the first, after all were tried: so Lambda tries the event again
 */
export function processEvent({ sourceBucket, reconcileKey, report }: EventPorts) {
  return async function outcomesOf(event: unknown, deadline: Deadline): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const reference of readEvent(event)) {
      const outcome = await outcomeOf(reference, deadline);
      report(outcome);
      outcomes.push(outcome);
    }
    const [failed, ...others] = outcomes.filter((outcome) => outcome.result === 'failed');
    if (failed) throw new Failure(failed.code, summaryOf([failed, ...others], outcomes.length));
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
  ): Promise<Reconciled | Pick<Failed, 'result' | 'code' | 'reason'>> {
    try {
      if (reference instanceof Failure) throw reference;
      if (reference.bucket !== sourceBucket) {
        const reason = `The event is about the bucket ${reference.bucket}, expected ${sourceBucket}.`;
        throw new Failure('malformed-event', reason);
      }
      return await reconcileKey(reference.key, deadline);
    } catch (error) {
      const code = error instanceof Failure ? error.code : 'unexpected';
      return { result: 'failed', code, reason: messageOf(error) };
    }
  }
}

/**
 * Tells the first failures only. The dead-letter queue receives the event with this message twice, and takes a limited size: an
 * event of 3,000 records would have a message of 768 kB.
 */
function summaryOf(failed: readonly Failed[], records: number): string {
  const told = failed.slice(0, maxToldFailures).map(({ key, code, reason }) => {
    return `${JSON.stringify(key)} (${code}): ${shorten(reason, maxReasonCharacters)}`;
  });
  const rest = failed.length > told.length ? [`and ${failed.length - told.length} more, which are in the log`] : [];
  return escapeControlCharacters(`${failed.length} of ${records} records failed: ${[...told, ...rest].join('; ')}`);
}

function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}…`;
}
