import type { SQSClient } from '@aws-sdk/client-sqs';
import { type DeadLetter, type ReceivedLetter, receivedLetter } from './dead-letter.ts';
import { openMessageQueue } from './message-queue.ts';
import { scanQueue } from './scan-queue.ts';

/** Returns the dead letters about a key. It reads the whole queue, whose messages others do not see meanwhile. */
export async function lettersAbout(
  sqs: SQSClient,
  { queueName, key, signal }: { queueName: string; key: string; signal: AbortSignal },
): Promise<(ReceivedLetter & { letter: DeadLetter })[]> {
  const queue = await openMessageQueue(sqs, queueName);
  const found: (ReceivedLetter & { letter: DeadLetter })[] = [];
  await scanQueue({
    queue,
    signal,
    onProgress: () => {},
    async handle(message) {
      const { letter, ...received } = receivedLetter(message);
      if (letter?.keys.includes(key)) found.push({ ...received, letter });
      return 'keep';
    },
  });
  return found;
}
