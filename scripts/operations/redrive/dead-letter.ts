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
  const content = parsed(body);
  const { data: record } = InvocationRecord.safeParse(content);
  if (!record) return readUndelivered(content);
  const { requestContext, requestPayload: event, responsePayload } = record;
  return {
    event,
    keys: objectsOfEvent(event).map(({ key }) => key),
    cause: responsePayload?.errorType ?? requestContext.condition,
  };
}

/** EventBridge leaves an event that it could not deliver to the function as it is. */
function readUndelivered(event: unknown): DeadLetter | undefined {
  const keys = objectsOfEvent(event).map(({ key }) => key);
  return keys.length === 0 ? undefined : { event, keys, cause: 'undelivered' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
