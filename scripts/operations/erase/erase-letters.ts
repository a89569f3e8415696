import { receivedLetter } from '../dead-letters/dead-letter.ts';
import { isSelected } from '../dead-letters/letter-filter.ts';
import type { MessageQueue } from '../dead-letters/message-queue.ts';
import { scanQueue } from '../dead-letters/scan-queue.ts';
import type { KeyOutcome } from '../reconcile-key.ts';

/**
 * Deletes the dead letters that name a key with a prefix. Other keys of such a letter are reconciled first, so that their event is
 * not lost.
 *
 * @returns how many were deleted; in a dry run, how many would be
 * @throws {Error} when the function fails on one of the other keys
 */
export async function eraseLetters(options: {
  queue: MessageQueue;
  prefix: string;
  dryRun: boolean;
  reconcileKey: (key: string) => Promise<KeyOutcome>;
  signal: AbortSignal;
}): Promise<number> {
  const { queue, prefix, dryRun, reconcileKey, signal } = options;
  let count = 0;
  await scanQueue({
    queue,
    signal,
    onProgress: () => {},
    async handle(message) {
      const received = receivedLetter(message);
      if (!isSelected(received, { prefix })) return 'keep';
      count += 1;
      if (dryRun) return 'keep';
      for (const key of received.letter?.keys ?? []) {
        if (key.startsWith(prefix)) continue;
        const { result, code, reason } = await reconcileKey(key);
        if (result === 'failed')
          throw new Error(`A dead letter names ${key} as well, on which the function fails: ${code}: ${reason}`);
      }
      return 'remove';
    },
  });
  return count;
}
