import * as z from 'zod';
import { objectsOfEvent } from '../../../functions/thumbnail/objects-of-event.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const InvocationRecord = z.object({
  requestContext: z.object({ condition: z.string() }),
  requestPayload: z.unknown().refine((payload) => payload !== undefined, 'expected the event'),
  responsePayload: z.object({ errorType: z.string() }).partial().optional(),
});

/** An event that failed for good. */
export interface DeadLetter {
  event: unknown;
  /** The keys that it is about. */
  keys: string[];
  /** The code of the failure, such as `access-denied`, or Lambda's word for the end of a function that could not report one. */
  cause: string;
}

/** What a message of the dead-letter queue holds, or undefined when that is no event that failed. */
export function readDeadLetter(body: string): DeadLetter | undefined {
  const { data: record } = InvocationRecord.safeParse(parsed(body));
  if (!record) return undefined;
  const { requestContext, requestPayload: event, responsePayload } = record;
  return {
    event,
    keys: objectsOfEvent(event).map(({ key }) => key),
    cause: responsePayload?.errorType ?? requestContext.condition,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
