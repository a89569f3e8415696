import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { type DeadLetter, receivedLetter } from '../dead-letters/dead-letter.ts';
import { isSelected, type LetterFilter } from '../dead-letters/letter-filter.ts';
import { openMessageQueue } from '../dead-letters/message-queue.ts';
import { scanQueue } from '../dead-letters/scan-queue.ts';

export interface RedriveOptions {
  sqs: SQSClient;
  lambda: LambdaClient;
  queueName: string;
  functionName: string;
  /** By default all events. */
  filter?: LetterFilter;
  /** The maximum number of events to send. */
  limit?: number;
  /** Resolves when another event may be sent. */
  pace?: () => Promise<void>;
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
  /** Events that another function failed on, by its name. They stay in the queue. */
  foreign: string[];
  /** The number of events that the filter or the limit leaves in the queue. */
  unselected: number;
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
  const { sqs, functionName, filter = {}, limit = Number.POSITIVE_INFINITY, dryRun, signal, onProgress } = options;
  const queue = await openMessageQueue(sqs, options.queueName);
  const startedAt = queue.openedAt;
  const result: Redriven = { sent: [], unreadable: [], foreign: [], unselected: 0, newer: 0 };
  /** Events that were chosen to be sent. */
  let chosen = 0;

  async function handle(message: Message): Promise<'remove' | 'keep'> {
    const received = receivedLetter(message);
    const { letter } = received;
    // Lambda retries for three minutes before an event fails, so that one second more or less does not matter.
    if (received.sentAt > startedAt) result.newer += 1;
    else if (!letter) result.unreadable.push(received.id);
    else if (letter.functionName !== undefined && letter.functionName !== functionName)
      result.foreign.push(letter.functionName);
    else if (chosen >= limit || !isSelected(received, filter)) result.unselected += 1;
    else {
      chosen += 1;
      if (!dryRun) {
        await options.pace?.();
        await send(letter.event, options);
      }
      result.sent.push(letter);
      return dryRun ? 'keep' : 'remove';
    }
    return 'keep';
  }

  await scanQueue({ queue, handle, isDone: () => chosen >= limit, signal, onProgress });
  return result;
}

async function send(event: unknown, { lambda, functionName }: RedriveOptions): Promise<void> {
  const { StatusCode } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(event) }),
  );
  if (StatusCode !== 202) throw new Error(`Lambda answered ${StatusCode}, expected 202. The event stays in the queue.`);
}
