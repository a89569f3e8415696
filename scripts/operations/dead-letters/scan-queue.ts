import type { Message } from '@aws-sdk/client-sqs';
import { countOf } from '../../cli/count-of.ts';
import type { MessageQueue } from './message-queue.ts';

/** SQS may deliver a message again while others wait. After so many batches without a new message, nothing is left. */
const maxBatchesInVain = 5;

export interface Scan {
  queue: MessageQueue;
  /** Handles a message, which comes once. It is deleted if the answer is `remove`, and stays if it is `keep`. */
  handle: (message: Message) => Promise<'remove' | 'keep'>;
  /** Whether to end after the current batch. */
  isDone?: () => boolean;
  /** Ends the scan after the current batch. */
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

/**
 * Handles every message of a queue. Other readers see those that stay again when it ends.
 *
 * @throws {Error} when AWS refuses a call, or delivers none of the messages that it counts. No message is lost.
 */
export async function scanQueue({ queue, handle, isDone = () => false, signal, onProgress }: Scan): Promise<void> {
  const total = await queue.count();
  const seen = new Set<string>();
  let done = 0;
  /** Messages that are not deleted. */
  const held = new Map<string, Message>();

  async function handleOnce(message: Message): Promise<void> {
    const { MessageId = '' } = message;
    held.set(MessageId, message);
    // SQS may deliver twice, and shows a message again that is held for too long.
    if (seen.has(MessageId)) return;
    seen.add(MessageId);
    if ((await handle(message)) === 'remove') {
      await queue.remove(message);
      held.delete(MessageId);
    }
    done += 1;
    onProgress(done, Math.max(total, seen.size));
  }

  try {
    for (let inVain = 0; inVain < maxBatchesInVain && !signal.aborted && !isDone(); ) {
      const messages = await queue.receive();
      if (messages.length === 0) break;
      const before = seen.size;
      await settleAll(messages.map(handleOnce));
      inVain = seen.size > before ? 0 : inVain + 1;
    }
  } finally {
    await queue.release(held.values());
  }
  if (total > 0 && seen.size === 0 && !signal.aborted) {
    const advice = 'Another reader may hold them, or the count is outdated: run the command again in a minute.';
    throw new Error(`SQS counts ${countOf(total, 'message')}, but delivered none. ${advice}`);
  }
}

/** Waits until all have settled, and rejects with the first error, if any. */
async function settleAll(pending: Promise<void>[]): Promise<void> {
  await Promise.allSettled(pending);
  await Promise.all(pending);
}
