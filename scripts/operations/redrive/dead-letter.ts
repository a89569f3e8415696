import * as z from 'zod';
import { objectsOfEvent } from '../../../functions/thumbnail/objects-of-event.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const InvocationRecord = z.object({
  requestContext: z.object({ condition: z.string() }),
  requestPayload: z.unknown().refine((payload) => payload !== undefined, 'expected the event'),
  responsePayload: z.object({ errorType: z.string(), errorMessage: z.string() }).partial().optional(),
});

/** An event that failed for good. */
export interface DeadLetter {
  event: unknown;
  /** The keys that it is about. */
  keys: string[];
  /** In one word, such as `access-denied`. */
  cause: string;
}

/** What a message of the dead-letter queue holds, or undefined when that is no event that failed. */
export function readDeadLetter(body: string): DeadLetter | undefined {
  const { data: record } = InvocationRecord.safeParse(parsed(body));
  if (!record) return undefined;
  const { requestContext, requestPayload: event, responsePayload } = record;
  // Of the first record that failed, in the words of the function; of a function that did not live to say so, in Lambda's.
  const code = /records failed: "(?:[^"\\]|\\.)*" \(([\w-]+)\)/.exec(responsePayload?.errorMessage ?? '')?.[1];
  return {
    event,
    keys: objectsOfEvent(event).map(({ key }) => key),
    cause: code ?? responsePayload?.errorType ?? requestContext.condition,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
