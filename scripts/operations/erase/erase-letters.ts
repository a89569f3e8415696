import { receivedLetter } from '../dead-letters/dead-letter.ts';
import { isSelected } from '../dead-letters/letter-filter.ts';
import type { MessageQueue } from '../dead-letters/message-queue.ts';
import { scanQueue } from '../dead-letters/scan-queue.ts';
import type { KeyOutcome } from '../reconcile-key.ts';

/**
 * Deletes the dead letters that name a key with a prefix, except those of other functions: only their owner knows what they are. Other keys of such a letter are reconciled first, so that their event is
 * not lost.
 *
 * @throws {Error} when the function fails on one of the other keys, or the signal aborts
 */
export async function eraseLetters(options: {
  queue: MessageQueue;
  functionName: string;
  prefix: string;
  dryRun: boolean;
  reconcileKey: (key: string) => Promise<KeyOutcome>;
  /** Called for each letter that was deleted; in a dry run, for each that would be. */
  onErased: () => void;
  /** Called for each letter that stays because another function failed on it, with the name of that function. */
  onForeign: (functionName: string) => void;
  signal: AbortSignal;
}): Promise<void> {
  const { functionName, prefix, dryRun, reconcileKey, onErased, onForeign, signal } = options;
  const queue: MessageQueue = {
    ...options.queue,
    async remove(message) {
      await options.queue.remove(message);
      onErased();
    },
  };
  await scanQueue({
    queue,
    signal,
    onProgress: () => {},
    async handle(message) {
      const received = receivedLetter(message);
      if (!isSelected(received, { prefix })) return 'keep';
      const failed = received.letter?.functionName ?? functionName;
      if (failed !== functionName) {
        onForeign(failed);
        return 'keep';
      }
      if (dryRun) {
        onErased();
        return 'keep';
      }
      for (const key of received.letter?.keys ?? []) {
        if (key.startsWith(prefix)) continue;
        const { result, code, reason } = await reconcileKey(key);
        if (result === 'failed')
          throw new Error(`A dead letter names ${key} as well, on which the function fails: ${code}: ${reason}`);
      }
      return 'remove';
    },
  });
  // Otherwise an interrupted scan would look like a whole one.
  signal.throwIfAborted();
}
