import * as z from 'zod';
import { objectsOfEvent } from '../../../functions/thumbnail/objects-of-event.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const InvocationRecord = z.object({
  requestContext: z.object({ condition: z.string() }),
  requestPayload: z.unknown().refine((payload) => payload !== undefined, 'expected the event'),
  responsePayload: z.object({ errorType: z.string() }).partial().optional(),
});

/** An event that failed permanently. */
export interface DeadLetter {
  event: unknown;
  /** The keys of the event's objects. */
  keys: string[];
  /** The code of the failure, such as `access-denied`, or Lambda's word for the end of a function that could not report one. */
  cause: string;
}

/** Reads a message of the dead-letter queue. Returns undefined for a message that is not a failed event. */
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
