import * as z from 'zod';
import { ProbeReport } from '../../functions/probe/contract.ts';
import { Outcome } from '../../functions/thumbnail/contract/outcome.ts';
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
/** The last error of the function, or of Lambda in its place. */
const FunctionError = z.object({ errorType: z.string(), errorMessage: z.string() });

/** Collects the outcomes that the function reports. */
export interface OutcomeCollector {
  /** Takes a line of the function's log, and returns false when it reports no outcome. */
  read(line: string): boolean;
  /** Returns one outcome for each object of a finished event, even if the function was killed. Returns none for a run of the probe. */
  of(record: InvocationRecord): LocalOutcome[];
}

export function outcomeCollector(): OutcomeCollector {
  /** The outcomes of events that have not finished, by request id and by the key's name in the log. */
  const reported = new Map<string, Map<string, Outcome>>();

  return {
    read(line) {
      // The runtime also logs each failed attempt, but says less than the outcome.
      if (line.startsWith('Invoke Error ')) return true;
      const logged = parseLogLine(line);
      if (!logged) return false;
      const { requestId, outcome } = logged;
      reported.set(requestId, (reported.get(requestId) ?? new Map<string, Outcome>()).set(outcome.key, outcome));
      return true;
    },

    of({ requestContext: { requestId, condition }, requestPayload, responsePayload }) {
      const logged = reported.get(requestId);
      reported.delete(requestId);
      if (ProbeReport.safeParse(responsePayload).success) return [];
      if (condition === 'Success') return Outcomes.parse(responsePayload);

      const { errorType: code, errorMessage: reason } = FunctionError.parse(responsePayload ?? untried(condition));
      const objects = objectsOfEvent(requestPayload);
      const outcomes: LocalOutcome[] = objects.map(
        ({ bucket, key }) => logged?.get(key) ?? { bucket, key, result: 'failed', code, reason, ms: 0 },
      );
      // A record that cannot be read names no object, so its key is empty.
      const unread = logged?.get('');
      if (unread) outcomes.push(unread);
      return outcomes.length > 0 ? outcomes : [{ bucket: '', key: '', result: 'failed', code, reason, ms: 0 }];
    },
  };
}

/** Returns the error of an event that the function never got. */
function untried(condition: string): z.infer<typeof FunctionError> {
  const errorMessage =
    condition === 'EventAgeExceeded'
      ? 'The event expired before the function could be tried.'
      : 'The function was paused before it could be tried.';
  return { errorType: condition, errorMessage };
}

function parseLogLine(line: string): { requestId: string; outcome: Outcome } | undefined {
  try {
    const { timestamp: _, level: __, message: ___, requestId, ...rest } = LogLine.parse(JSON.parse(line));
    return { requestId, outcome: Outcome.parse(rest) };
  } catch {
    return undefined;
  }
}
