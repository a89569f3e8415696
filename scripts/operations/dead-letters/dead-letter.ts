import type { Message } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { objectsOfEvent } from '../../../functions/thumbnail/objects-of-event.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const InvocationRecord = z.object({
  requestContext: z.object({ condition: z.string(), functionArn: z.string().optional() }),
  requestPayload: z.unknown().refine((payload) => payload !== undefined, 'expected the event'),
  responsePayload: z.object({ errorType: z.string(), errorMessage: z.string() }).partial().nullish(),
});

/** An event that failed permanently. */
export interface DeadLetter {
  event: unknown;
  /** The keys of the event's objects. */
  keys: string[];
  /** The code of the failure, such as `access-denied`, or Lambda's word for the end of a function that could not report one. */
  cause: string;
  /** The failure in words, where the function could report it. */
  reason: string | undefined;
  /** The name of the function that failed; undefined when the event reached none. */
  functionName: string | undefined;
}

/** A message of a dead-letter queue, as far as it can be read. */
export interface ReceivedLetter {
  id: string;
  /** When it came to the queue. */
  sentAt: Date;
  /** Undefined for a message that is not a failed event. */
  letter: DeadLetter | undefined;
}

/** Reads a message that SQS delivered. */
export function receivedLetter({ MessageId = '', Body = '', Attributes }: Message): ReceivedLetter {
  return { id: MessageId, sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)), letter: readDeadLetter(Body) };
}

/** Reads the body of a message of the dead-letter queue. Returns undefined for one that is not a failed event. */
export function readDeadLetter(body: string): DeadLetter | undefined {
  const content = parsed(body);
  const { data: record } = InvocationRecord.safeParse(content);
  if (!record) return readUndelivered(content);
  const { requestContext, requestPayload: event, responsePayload } = record;
  return {
    event,
    keys: objectsOfEvent(event).map(({ key }) => key),
    cause: responsePayload?.errorType ?? requestContext.condition,
    reason: responsePayload?.errorMessage,
    functionName: requestContext.functionArn?.split(':')[6],
  };
}

/** EventBridge leaves an event that it could not deliver to the function as it is. */
function readUndelivered(event: unknown): DeadLetter | undefined {
  const keys = objectsOfEvent(event).map(({ key }) => key);
  return keys.length === 0
    ? undefined
    : { event, keys, cause: 'undelivered', reason: undefined, functionName: undefined };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
