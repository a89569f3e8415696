import * as z from 'zod';
import { Outcome } from '../../functions/thumbnail/contract.ts';
import { objectsOfEvent } from '../../functions/thumbnail/objects-of-event.ts';
import type { InvocationRecord } from '../local-aws/index.ts';
import type { LocalOutcome } from './local-outcome.ts';

/** The fields that a line of the function's log has beside an outcome. */
const LogLine = z.looseObject({
  timestamp: z.string(),
  level: z.string(),
  message: z.literal('outcome'),
  requestId: z.string(),
});
const Outcomes = z.array(Outcome);
/** What the function, or Lambda in its place, said last. Nothing when the event grew too old before its first attempt. */
const FunctionError = z.object({ errorType: z.string(), errorMessage: z.string() }).default({
  errorType: 'EventAgeExceeded',
  errorMessage: 'The event grew too old before the function could be tried.',
});

/** Collects what the function says of the objects of its events. */
export interface OutcomeCollector {
  /** Takes a line of the function's log; gives false for one that tells no outcome. */
  read(line: string): boolean;
  /** The outcomes of an event that is done with: one an object, also when the function did not live to tell. */
  of(record: InvocationRecord): LocalOutcome[];
}

export function outcomeCollector(): OutcomeCollector {
  /** By request id and key, of events that are not done with. */
  const told = new Map<string, Map<string, Outcome>>();

  return {
    read(line) {
      // The runtime's own line for an attempt that failed: what it says, the outcome says better.
      if (line.startsWith('Invoke Error ')) return true;
      const logged = parseLogLine(line);
      if (!logged) return false;
      const { requestId, outcome } = logged;
      told.set(requestId, (told.get(requestId) ?? new Map<string, Outcome>()).set(outcome.key, outcome));
      return true;
    },

    of({ requestContext: { requestId, condition }, requestPayload, responsePayload }) {
      const logged = told.get(requestId);
      told.delete(requestId);
      if (condition === 'Success') return Outcomes.parse(responsePayload);

      const { errorType: code, errorMessage: reason } = FunctionError.parse(responsePayload);
      return objectsOfEvent(requestPayload).map(
        ({ bucket, key }) => logged?.get(key) ?? { bucket, key, result: 'failed', code, reason, ms: 0 },
      );
    },
  };
}

function parseLogLine(line: string): { requestId: string; outcome: Outcome } | undefined {
  try {
    const { timestamp: _, level: __, message: ___, requestId, ...rest } = LogLine.parse(JSON.parse(line));
    return { requestId, outcome: Outcome.parse(rest) };
  } catch {
    return undefined;
  }
}
