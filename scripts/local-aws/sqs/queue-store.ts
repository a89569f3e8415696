import path from 'node:path';
import { type MessageQueue, openMessageQueue, type QueueDefinition } from './message-queue.ts';
import { SqsError } from './sqs-error.ts';

/** All queues of the local AWS. */
export interface QueueStore {
  /** Opens a queue, with the messages that it was left with. */
  createQueue(definition: QueueDefinition): Promise<MessageQueue>;
  /** @throws SqsError when there is none of that name */
  queue(name: string): MessageQueue;
  names(): string[];
}

/** @param options.directory where messages are kept, a folder for each queue; without it they are lost with the process */
export function openQueueStore({ directory }: { directory?: string }): QueueStore {
  const queues = new Map<string, MessageQueue>();
  return {
    async createQueue(definition) {
      const { name } = definition;
      // SQS's own rule, which also makes every name that of a folder.
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
