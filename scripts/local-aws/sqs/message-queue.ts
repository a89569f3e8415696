import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { openJsonDirectory } from '../json-directory.ts';
import { SqsError } from './sqs-error.ts';

/** The stored part of a message. A restart forgets who received it, so everyone can receive it again. */
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
  /** Milliseconds since 1970 until which nobody else receives the message. */
  hiddenUntil: number;
  /** Deletes the message. Each receive makes a new one. */
  receiptHandle: string;
}

export interface QueueDefinition {
  name: string;
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const maxMessageBytes = 2 ** 20;
/** The interval at which a waiting receiver polls. */
const pollMs = 50;

/**
 * Opens a standard queue that keeps each message in a file of the directory; without a directory, in memory only.
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

  function takeVisible(max: number, visibilityTimeoutSeconds: number): ReceivedMessage[] {
    const now = Date.now();
    const visible = [...messages.values()].filter((message) => !isHidden(message)).slice(0, max);
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

  /** Returns the message of a receipt handle, or undefined when it was deleted or received again since. */
  function received(receiptHandle: string): ReceivedMessage | undefined {
    const [messageId = '', receipt] = receiptHandle.split('/');
    if (!receipt) throw new SqsError('ReceiptHandleIsInvalid', `The receipt handle "${receiptHandle}" is not valid.`);
    const message = messages.get(messageId);
    return message && 'receiptHandle' in message && message.receiptHandle === receiptHandle ? message : undefined;
  }

  return {
    definition,

    /**
     * Resolves once the message would survive the end of the process.
     *
     * @throws {SqsError} when the message is larger than SQS accepts
     */
    async send(body: string): Promise<{ messageId: string }> {
      const size = Buffer.byteLength(body);
      if (size > maxMessageBytes) {
        throw new SqsError(
          'InvalidParameterValue',
          `The message has ${size} bytes, at most ${maxMessageBytes} are allowed.`,
        );
      }
      const message = { messageId: randomUUID(), body, sentAt: Date.now() };
      await stored.write(message.messageId, message);
      messages.set(message.messageId, message);
      return message;
    },

    /** Returns up to `max` messages, hidden from others from now on. Waits up to `waitSeconds` for the first. */
    async receive(options: {
      max: number;
      visibilityTimeoutSeconds?: number;
      waitSeconds?: number;
      signal?: AbortSignal;
    }): Promise<ReceivedMessage[]> {
      const { max, waitSeconds = 0, visibilityTimeoutSeconds = definition.visibilityTimeoutSeconds } = options;
      const deadline = Date.now() + waitSeconds * 1000;
      for (;;) {
        await removeExpired();
        const found = takeVisible(max, visibilityTimeoutSeconds);
        if (found.length > 0 || Date.now() >= deadline) return found;
        await delay(pollMs, undefined, options.signal && { signal: options.signal });
      }
    },

    /** Returns all messages, hidden ones too, from the oldest on. Nobody has received them by that. */
    async list(): Promise<StoredMessage[]> {
      await removeExpired();
      return [...messages.values()].sort((a, b) => a.sentAt - b.sentAt);
    },

    /** Deletes a message, unless it was received again since. SQS may ignore such a delete, too. */
    async delete(receiptHandle: string): Promise<void> {
      const message = received(receiptHandle);
      if (message) await remove(message.messageId);
    },

    /** Hides a received message for a number of seconds from now. */
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
