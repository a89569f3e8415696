import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { openJsonDirectory } from '../json-directory.ts';
import type { Invocation } from './invocation.ts';
import { type InvocationRecord, invocationRecord } from './invocation-record.ts';
import type { LocalFunction } from './local-function.ts';
import { createSemaphore } from './semaphore.ts';

const PendingEvent = z.strictObject({
  requestId: z.uuid(),
  /** Milliseconds since 1970. */
  enqueuedAt: z.number(),
  payload: z.unknown(),
});
type PendingEvent = z.infer<typeof PendingEvent>;

export interface AsynchronousInvocations {
  /** Resolves with the event's request id as soon as the event would outlive the process. */
  enqueue(payload: unknown): Promise<string>;
  /** Resolves when no event is pending. */
  drain(): Promise<void>;
  /** Begins no further attempt, and resolves when the running ones have ended. Pending events stay in the directory. */
  stop(): Promise<void>;
}

/**
 * Lambda's queue of asynchronous events. Each is tried 1 + `maximumRetryAttempts` times under one request id, unless it grows
 * too old before; its record then goes to the destination of its outcome. Events that were pending when the directory was last
 * in use are taken up again, from their first attempt.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function openAsynchronousInvocations(options: {
  invoke: LocalFunction['invoke'];
  /** How many events may be with the function at a time: its reserved concurrency. */
  concurrency: number;
  functionArn: string;
  maximumRetryAttempts: number;
  maximumEventAgeSeconds: number;
  /** ARNs of the destinations. */
  onSuccess?: string;
  onFailure?: string;
  deliver: (destinationArn: string, record: InvocationRecord) => Promise<void>;
  /** Where pending events are kept. When there is none, they are lost with the process. */
  directory?: string;
  /** Milliseconds before each retry. Lambda waits for one minute, then two; here someone is watching: 1 and 2 seconds. */
  retryDelaysMs?: readonly number[];
  /** Told of every event that is done with: delivered, where it has a destination. */
  onDone?: (record: InvocationRecord) => void;
  /** Told of an event that could not be dealt with for a reason outside of the function. It stays in the directory. */
  onTrouble: (error: unknown, requestId: string) => void;
}): Promise<AsynchronousInvocations> {
  const { functionArn, maximumEventAgeSeconds, retryDelaysMs = [1000, 2000] } = options;
  const events = await openJsonDirectory(options.directory, PendingEvent);
  const acquire = createSemaphore(options.concurrency);
  const stopping = new AbortController();
  // Every event that waits for a retry listens.
  setMaxListeners(0, stopping.signal);
  const pending = new Set<Promise<void>>();

  async function attempt(event: PendingEvent, number: number): Promise<Invocation | 'too old'> {
    const endTurn = await acquire();
    try {
      stopping.signal.throwIfAborted();
      if (Date.now() - event.enqueuedAt > maximumEventAgeSeconds * 1000) return 'too old';
      return await options.invoke(event.payload, { requestId: event.requestId, attempt: number });
    } finally {
      endTurn();
    }
  }

  async function outcome(event: PendingEvent): Promise<InvocationRecord> {
    const { requestId, payload } = event;
    const record = (condition: InvocationRecord['requestContext']['condition'], last?: Invocation) =>
      invocationRecord({ requestId, functionArn, condition, payload, last });
    let last: Invocation | undefined;
    for (let retry = 0; retry <= options.maximumRetryAttempts; retry++) {
      if (retry > 0) await delay(retryDelaysMs[retry - 1], undefined, { signal: stopping.signal });
      const invocation = await attempt(event, retry + 1);
      if (invocation === 'too old') return record('EventAgeExceeded', last);
      if (!invocation.error) return record('Success', invocation);
      last = invocation;
    }
    return record('RetriesExhausted', last);
  }

  async function handle(event: PendingEvent): Promise<void> {
    try {
      const record = await outcome(event);
      const destination = record.requestContext.condition === 'Success' ? options.onSuccess : options.onFailure;
      if (destination !== undefined) await options.deliver(destination, record);
      await events.remove(event.requestId);
      options.onDone?.(record);
    } catch (error) {
      if (!stopping.signal.aborted) options.onTrouble(error, event.requestId);
    }
  }

  function take(event: PendingEvent): void {
    const handled = handle(event).finally(() => pending.delete(handled));
    pending.add(handled);
  }

  for (const event of events.entries.sort((a, b) => a.enqueuedAt - b.enqueuedAt)) take(event);

  const drain = async () => {
    while (pending.size > 0) await Promise.all(pending);
  };
  return {
    async enqueue(payload) {
      const event = { requestId: randomUUID(), enqueuedAt: Date.now(), payload };
      await events.write(event.requestId, event);
      take(event);
      return event.requestId;
    },
    drain,
    async stop() {
      stopping.abort();
      await drain();
    },
  };
}
