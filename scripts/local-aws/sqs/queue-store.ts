import path from 'node:path';
import { type MessageQueue, openMessageQueue, type QueueDefinition } from './message-queue.ts';
import { SqsError } from './sqs-error.ts';

/** The queues of the local AWS. */
export interface QueueStore {
  /**
   * Opens a queue with the messages that the directory holds of it.
   *
   * @throws {Error} when SQS would refuse the name
   */
  createQueue(definition: QueueDefinition): Promise<MessageQueue>;
  /** @throws {SqsError} when no queue has that name */
  queue(name: string): MessageQueue;
  names(): string[];
}

/**
 * @param options.directory keeps the messages, in a directory for each queue; without it they are lost when the process ends
 */
export function openQueueStore({ directory }: { directory?: string }): QueueStore {
  const queues = new Map<string, MessageQueue>();
  return {
    async createQueue(definition) {
      const { name } = definition;
      // This is SQS's own rule. It also makes every name safe as the name of a directory.
      if (!/^[\w-]{1,80}$/.test(name)) {
        throw new Error(`Queue name "${name}": expected 1 to 80 letters, digits, hyphens or underscores.`);
      }
      const queue = await openMessageQueue(definition, directory && path.join(directory, name));
      queues.set(name, queue);
      return queue;
    },
    queue(name) {
      const queue = queues.get(name);
      if (!queue) throw new SqsError('QueueDoesNotExist', `The specified queue "${name}" does not exist.`);
      return queue;
    },
    names: () => [...queues.keys()],
  };
}
