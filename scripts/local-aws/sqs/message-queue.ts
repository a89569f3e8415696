import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { openJsonDirectory } from '../json-directory.ts';
import { SqsError } from './sqs-error.ts';

/** What is kept of a message. Who has received it is forgotten at a restart, after which everyone may receive it again. */
const StoredMessage = z.strictObject({
  messageId: z.uuid(),
  body: z.string(),
  /** Milliseconds since 1970. */
  sentAt: z.number(),
});
type StoredMessage = z.infer<typeof StoredMessage>;

export interface ReceivedMessage extends StoredMessage {
  receiveCount: number;
  /** Milliseconds since 1970. */
  firstReceivedAt: number;
  /** Until then nobody else receives the message: milliseconds since 1970. */
  hiddenUntil: number;
  /** What the message is deleted by: another one each time that it is received. */
  receiptHandle: string;
}

export interface QueueDefinition {
  name: string;
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
}

/** How often a receiver that waits looks again. */
const pollMs = 50;

/**
 * A standard queue, whose messages are kept in a directory, one file each; in memory alone when there is none.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export async function openMessageQueue(definition: QueueDefinition, directory: string | undefined) {
  const stored = await openJsonDirectory(directory, StoredMessage);
  const messages = new Map<string, StoredMessage | ReceivedMessage>(
    stored.entries.sort((a, b) => a.sentAt - b.sentAt).map((message) => [message.messageId, message]),
  );

  async function remove(messageId: string): Promise<void> {
    messages.delete(messageId);
    await stored.remove(messageId);
  }

  async function removeExpired(): Promise<void> {
    const oldest = Date.now() - definition.retentionSeconds * 1000;
    for (const { messageId, sentAt } of messages.values()) if (sentAt <= oldest) await remove(messageId);
  }

  function takeVisible(maximum: number, visibilityTimeoutSeconds: number): ReceivedMessage[] {
    const now = Date.now();
    const visible = [...messages.values()].filter((message) => !isHidden(message)).slice(0, maximum);
    return visible.map((message) => {
      const earlier = 'receiptHandle' in message ? message : { receiveCount: 0, firstReceivedAt: now };
      const received = {
        ...message,
        receiveCount: earlier.receiveCount + 1,
        firstReceivedAt: earlier.firstReceivedAt,
        hiddenUntil: now + visibilityTimeoutSeconds * 1000,
        receiptHandle: `${message.messageId}/${randomUUID()}`,
      };
      messages.set(message.messageId, received);
      return received;
    });
  }

  /** The message that a receipt handle stands for; none when it is gone, or was received again since. */
  function received(receiptHandle: string): ReceivedMessage | undefined {
    const [messageId = '', receipt] = receiptHandle.split('/');
    if (!receipt)
      throw new SqsError('ReceiptHandleIsInvalid', `The receipt handle "${receiptHandle}" is not a valid one.`);
    const message = messages.get(messageId);
    return message && 'receiptHandle' in message && message.receiptHandle === receiptHandle ? message : undefined;
  }

  return {
    definition,

    /** Resolves once the message would outlive the process. */
    async send(body: string): Promise<{ messageId: string }> {
      const message = { messageId: randomUUID(), body, sentAt: Date.now() };
      await stored.write(message.messageId, message);
      messages.set(message.messageId, message);
      return message;
    },

    /** Hides up to `maximum` messages from others, and gives them: as soon as there are any, at the latest after the wait. */
    async receive(options: {
      maximum: number;
      visibilityTimeoutSeconds?: number;
      waitSeconds?: number;
      signal?: AbortSignal;
    }): Promise<ReceivedMessage[]> {
      const { maximum, waitSeconds = 0, visibilityTimeoutSeconds = definition.visibilityTimeoutSeconds } = options;
      const deadline = Date.now() + waitSeconds * 1000;
      for (;;) {
        await removeExpired();
        const found = takeVisible(maximum, visibilityTimeoutSeconds);
        if (found.length > 0 || Date.now() >= deadline) return found;
        await delay(pollMs, undefined, options.signal && { signal: options.signal });
      }
    },

    /** Deletes a message; does nothing when it was received again since, as SQS may. */
    async delete(receiptHandle: string): Promise<void> {
      const message = received(receiptHandle);
      if (message) await remove(message.messageId);
    },

    /** Hides a received message for so many seconds from now. */
    changeVisibility(receiptHandle: string, seconds: number): void {
      const message = received(receiptHandle);
      if (!message || !isHidden(message)) throw new SqsError('MessageNotInflight', 'The message is not in flight.');
      message.hiddenUntil = Date.now() + seconds * 1000;
    },

    async purge(): Promise<void> {
      for (const messageId of messages.keys()) await remove(messageId);
    },

    async count(): Promise<{ visible: number; hidden: number }> {
      await removeExpired();
      const hidden = [...messages.values()].filter(isHidden).length;
      return { visible: messages.size - hidden, hidden };
    },
  };
}
export type MessageQueue = Awaited<ReturnType<typeof openMessageQueue>>;

function isHidden(message: StoredMessage | ReceivedMessage): boolean {
  return 'hiddenUntil' in message && message.hiddenUntil > Date.now();
}
