import { appendFileSync, closeSync, fsyncSync, openSync } from 'node:fs';
import { hasCode } from '../../cli/has-code.ts';
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
        file ??= createFile(discardTo);
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

function createFile(name: string): number {
  try {
    return openSync(name, 'ax');
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    throw new Error(`${name} exists already, expected the name of a new file. No message was deleted.`, {
      cause: error,
    });
  }
}
