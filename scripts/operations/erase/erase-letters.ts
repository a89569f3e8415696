import { receivedLetter } from '../dead-letters/dead-letter.ts';
import { isSelected } from '../dead-letters/letter-filter.ts';
import type { MessageQueue } from '../dead-letters/message-queue.ts';
import { scanQueue } from '../dead-letters/scan-queue.ts';
import type { KeyOutcome } from '../reconcile-key.ts';

/**
 * Deletes the dead letters that name a key with a prefix. If a letter names other keys too, the function reconciles these first, so that
 * their event is not lost. Letters of other functions are kept: their owner must decide about them.
 *
 * @throws {Error} when the function fails on one of the other keys, or the signal aborts
 */
export async function eraseLetters(options: {
  queue: MessageQueue;
  functionName: string;
  prefix: string;
  dryRun: boolean;
  reconcileKey: (key: string) => Promise<KeyOutcome>;
  /** Called for each letter that was deleted, or in a dry run would be. */
  onErased: () => void;
  /** Called with the name of another function for each of its letters that is kept. */
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
  // Otherwise an interrupted scan would look complete.
  signal.throwIfAborted();
}
