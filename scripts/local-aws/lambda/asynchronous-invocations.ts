import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { openJsonDirectory } from '../json-directory.ts';
import type { EventProgress } from './event-progress.ts';
import type { Invocation } from './invocation.ts';
import { type InvocationRecord, invocationRecord } from './invocation-record.ts';
import type { LocalFunction } from './local-function.ts';
import { createSemaphore } from './semaphore.ts';

const PendingEvent = z.strictObject({
  requestId: z.uuid(),
  /** Milliseconds since 1970. */
  enqueuedAt: z.number(),
  payload: z.unknown(),
  /** True for an event that came while the reserved concurrency was 0. */
  refused: z.boolean().default(false),
});
type PendingEvent = z.infer<typeof PendingEvent>;

export interface AsynchronousInvocations {
  /**
   * Resolves with the event's request id once the event would survive the end of the process. While no concurrency is reserved, the
   * event goes to the destination for failures without an attempt.
   */
  enqueue(payload: unknown): Promise<string>;
  /** Changes how many events the function handles at a time. With 0, events that have been accepted before wait. */
  reserve(concurrency: number): void;
  /** Resolves when no event is pending. */
  drain(): Promise<void>;
  /** Starts no further attempt, and resolves when the running ones have ended. Pending events stay in the directory. */
  stop(): Promise<void>;
}

/**
 * Opens Lambda's queue of asynchronous events. Each event is attempted up to 1 + `maxRetryAttempts` times under one request
 * id, until it expires. Its record then goes to the destination for its outcome. Events that the directory holds start again
 * with their first attempt.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export async function openAsynchronousInvocations(options: {
  invoke: LocalFunction['invoke'];
  /** The maximum number of events that the function handles at a time: its reserved concurrency. */
  concurrency: number;
  functionArn: string;
  maxRetryAttempts: number;
  maxEventAgeSeconds: number;
  /** The ARN of the destination. */
  onSuccess?: string;
  /** The ARN of the destination. */
  onFailure?: string;
  deliver: (destinationArn: string, record: InvocationRecord) => Promise<void>;
  /** Keeps pending events. Without it they are lost when the process ends. */
  directory?: string;
  /**
   * Milliseconds before each retry. Lambda waits for 1 and 2 minutes; by default this waits for 1 and 2 seconds, since
   * somebody watches.
   */
  retryDelaysMs?: readonly number[];
  /** Called when an event is accepted, and when each attempt begins. */
  onProgress?: (progress: EventProgress) => void;
  /** Called when an event finishes: after its record is delivered, if it has a destination. */
  onDone?: (record: InvocationRecord) => void;
  /** Called when an event cannot be handled for a reason other than the function. The event stays in the directory. */
  onError: (error: unknown, requestId: string) => void;
}): Promise<AsynchronousInvocations> {
  const { functionArn, maxEventAgeSeconds, retryDelaysMs = [1000, 2000] } = options;
  const events = await openJsonDirectory(options.directory, PendingEvent);
  const slots = createSemaphore(options.concurrency);
  let concurrency = options.concurrency;
  const stopping = new AbortController();
  // Each event that waits for a retry adds a listener, and there is no limit to their number.
  setMaxListeners(0, stopping.signal);
  const pending = new Set<Promise<void>>();

  const report = ({ requestId, payload }: PendingEvent, attempt: number) =>
    options.onProgress?.({ requestId, payload, attempt });

  async function attempt(event: PendingEvent, number: number): Promise<Invocation | 'expired'> {
    const release = await slots.acquire();
    try {
      stopping.signal.throwIfAborted();
      if (Date.now() - event.enqueuedAt > maxEventAgeSeconds * 1000) return 'expired';
      report(event, number);
      return await options.invoke(event.payload, { requestId: event.requestId, attempt: number });
    } finally {
      release();
    }
  }

  async function recordOf(event: PendingEvent): Promise<InvocationRecord> {
    const { requestId, payload } = event;
    const record = (condition: InvocationRecord['requestContext']['condition'], last?: Invocation) =>
      invocationRecord({ requestId, functionArn, condition, payload, last });
    if (event.refused) return record('ZeroReservedConcurrency', undefined);
    let last: Invocation | undefined;
    for (let retry = 0; retry <= options.maxRetryAttempts; retry++) {
      if (retry > 0) await delay(retryDelaysMs[retry - 1], undefined, { signal: stopping.signal });
      const invocation = await attempt(event, retry + 1);
      if (invocation === 'expired') return record('EventAgeExceeded', last);
      if (!invocation.error) return record('Success', invocation);
      last = invocation;
    }
    return record('RetriesExhausted', last);
  }

  async function handle(event: PendingEvent): Promise<void> {
    try {
      const record = await recordOf(event);
      const destination = record.requestContext.condition === 'Success' ? options.onSuccess : options.onFailure;
      if (destination !== undefined) await options.deliver(destination, record);
      await events.remove(event.requestId);
      options.onDone?.(record);
    } catch (error) {
      if (!stopping.signal.aborted) options.onError(error, event.requestId);
    }
  }

  function start(event: PendingEvent): void {
    report(event, 0);
    const handled = handle(event).finally(() => pending.delete(handled));
    pending.add(handled);
  }

  for (const event of events.entries.sort((a, b) => a.enqueuedAt - b.enqueuedAt)) start(event);

  const drain = async () => {
    while (pending.size > 0) await Promise.all(pending);
  };
  return {
    async enqueue(payload) {
      const event = { requestId: randomUUID(), enqueuedAt: Date.now(), payload, refused: concurrency === 0 };
      await events.write(event.requestId, event);
      start(event);
      return event.requestId;
    },
    reserve(next) {
      concurrency = next;
      slots.resize(next);
    },
    drain,
    async stop() {
      stopping.abort();
      // Events that wait for a slot are kept for the next start as well.
      slots.resize(Number.POSITIVE_INFINITY);
      await drain();
    },
  };
}
