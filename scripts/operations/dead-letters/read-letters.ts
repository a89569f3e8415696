import { appendFileSync, closeSync, fsyncSync } from 'node:fs';
import { createNewFile } from '../create-new-file.ts';
import { type ReceivedLetter, receivedLetter } from './dead-letter.ts';
import { isSelected, type LetterFilter } from './letter-filter.ts';
import type { MessageQueue } from './message-queue.ts';
import { scanQueue } from './scan-queue.ts';

/**
 * Returns the selected messages of a dead-letter queue, oldest first.
 *
 * @param options.discardTo a new file: each message is appended to it, and then deleted
 * @throws {Error} when the file exists, or AWS refuses a call
 */
export async function readLetters(options: {
  queue: MessageQueue;
  filter: LetterFilter;
  discardTo?: string;
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}): Promise<ReceivedLetter[]> {
  const { queue, filter, discardTo, signal, onProgress } = options;
  const letters: ReceivedLetter[] = [];
  let file: number | undefined;
  try {
    await scanQueue({
      queue,
      signal,
      onProgress,
      async handle(message) {
        const received = receivedLetter(message);
        if (!isSelected(received, filter)) return 'keep';
        letters.push(received);
        if (discardTo === undefined) return 'keep';
        file ??= createNewFile(discardTo);
        const { id, sentAt } = received;
        appendFileSync(file, `${JSON.stringify({ id, sentAt, body: message.Body })}\n`);
        fsyncSync(file);
        return 'remove';
      },
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
  return letters.sort((one, other) => one.sentAt.getTime() - other.sentAt.getTime());
}
