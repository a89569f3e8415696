import type { Outcome } from './contract/outcome.ts';
import type { Deadline } from './deadline.ts';
import { Failure, messageOf } from './errors.ts';
import type { ObjectReference } from './events.ts';
import type { Reconciled } from './reconcile.ts';

export interface OutcomePorts {
  sourceBucket: string;
  reconcileKey: (key: string, deadline: Deadline) => Promise<Reconciled>;
  /** Called with each outcome as soon as it is known. */
  report: (outcome: Outcome) => void;
}

/** Returns a function that reconciles one object, and reports and returns its outcome. It never throws. */
export function outcomeOf({ sourceBucket, reconcileKey, report }: OutcomePorts) {
  return async (reference: ObjectReference | Failure, deadline: Deadline): Promise<Outcome> => {
    const start = performance.now();
    const { bucket, key } = reference instanceof Failure ? { bucket: '', key: '' } : reference;
    const reconciled = await tryReconcile(reference, deadline);
    const outcome = { bucket, key, ...reconciled, ms: Math.round((performance.now() - start) * 10) / 10 };
    report(outcome);
    return outcome;
  };

  async function tryReconcile(
    reference: ObjectReference | Failure,
    deadline: Deadline,
  ): Promise<Reconciled | Pick<Extract<Outcome, { result: 'failed' }>, 'result' | 'code' | 'reason'>> {
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
