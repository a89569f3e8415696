import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { type DeadLetter, readDeadLetter } from './dead-letter.ts';
import { openMessageQueue } from './message-queue.ts';

/** SQS may deliver a message again while others wait. After so many batches without a new message, nothing is left. */
const maxBatchesInVain = 5;

export interface RedriveOptions {
  sqs: SQSClient;
  lambda: LambdaClient;
  queueName: string;
  functionName: string;
  /** Only reads the queue. */
  dryRun: boolean;
  /** Stops after the current batch of messages. */
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

export interface Redriven {
  /** Events that were sent; in a dry run, that would be sent. */
  sent: DeadLetter[];
  /** The ids of messages that are not failed events. They stay in the queue. */
  unreadable: string[];
  /** The number of events that failed after the start. They stay in the queue, because sending them could go on endlessly. */
  newer: number;
}

/**
 * Sends the events in a dead-letter queue to the function again, and deletes each once Lambda has accepted it. An event that was
 * sent but not deleted, because of a crash, is sent again the next time, which is harmless: an event is only a hint.
 *
 * @throws {Error} when AWS refuses a call, or delivers none of the messages that it counts. No event is lost.
 */
export async function redrive(options: RedriveOptions): Promise<Redriven> {
  const { sqs, dryRun, signal, onProgress } = options;
  const startedAt = Date.now();
  const queue = await openMessageQueue(sqs, options.queueName);
  const total = await queue.count();
  const result: Redriven = { sent: [], unreadable: [], newer: 0 };
  const seen = new Set<string>();
  /** Messages that are not deleted. */
  const held = new Map<string, Message>();

  async function handle(message: Message): Promise<void> {
    const { MessageId = '', Body = '', Attributes } = message;
    held.set(MessageId, message);
    // SQS may deliver twice, and shows a message again that is held for too long.
    if (seen.has(MessageId)) return;
    seen.add(MessageId);
    const letter = readDeadLetter(Body);
    // The clocks of AWS and of this machine may differ by seconds. Lambda retries for three minutes before an event fails.
    if (Number(Attributes?.SentTimestamp) > startedAt) result.newer += 1;
    else if (!letter) result.unreadable.push(MessageId);
    else {
      if (!dryRun) {
        await send(letter.event, options);
        await queue.remove(message);
        held.delete(MessageId);
      }
      result.sent.push(letter);
    }
    onProgress(seen.size - result.newer, Math.max(total, seen.size));
  }

  try {
    for (let inVain = 0; inVain < maxBatchesInVain && !signal.aborted; ) {
      const messages = await queue.receive();
      if (messages.length === 0) break;
      const before = seen.size;
      await settleAll(messages.map(handle));
      inVain = seen.size > before ? 0 : inVain + 1;
    }
  } finally {
    await queue.release(held.values());
  }
  if (total > 0 && seen.size === 0 && !signal.aborted) {
    const advice = 'Another reader may hold them, or the count is outdated: run redrive again in a minute.';
    throw new Error(`SQS counts ${total} messages, but delivered none. ${advice}`);
  }
  return result;
}

async function send(event: unknown, { lambda, functionName }: RedriveOptions): Promise<void> {
  const { StatusCode } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(event) }),
  );
  if (StatusCode !== 202) throw new Error(`Lambda answered ${StatusCode}, expected 202. The event stays in the queue.`);
}

/** Waits until all have settled, and rejects with the first error, if any. */
async function settleAll(pending: Promise<void>[]): Promise<void> {
  await Promise.allSettled(pending);
  await Promise.all(pending);
}
