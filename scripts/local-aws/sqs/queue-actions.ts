import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { MessageQueue, ReceivedMessage } from './message-queue.ts';
import { readParameters } from './parameters.ts';
import { SqsError } from './sqs-error.ts';

export interface ActionContext {
  /** The queue's URL. */
  url: string;
  /** The queue's ARN. */
  arn: string;
  /** Aborted when the caller has disconnected. */
  signal: AbortSignal;
}

export type QueueAction = (queue: MessageQueue, parameters: unknown, context: ActionContext) => Promise<object>;

const Seconds = z.int().min(0).max(43_200);
const QueueAttribute = z.enum([
  'All',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'MessageRetentionPeriod',
  'QueueArn',
  'VisibilityTimeout',
]);
const MessageAttribute = z.enum([
  'All',
  'ApproximateFirstReceiveTimestamp',
  'ApproximateReceiveCount',
  'SentTimestamp',
]);

/**
 * The actions on one queue by name, with the parameters and results of SQS's API, except for the queue's URL or name. Every
 * other action is refused.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
 */
export const queueActions: ReadonlyMap<string, QueueAction> = new Map(
  Object.entries({
    GetQueueUrl: action({}, async (_queue, _parameters, { url }) => ({ QueueUrl: url })),

    GetQueueAttributes: action(
      { AttributeNames: z.array(QueueAttribute).default([]) },
      async (queue, parameters, { arn }) => {
        const { visible, hidden } = await queue.count();
        const attributes = {
          ApproximateNumberOfMessages: String(visible),
          ApproximateNumberOfMessagesDelayed: '0',
          ApproximateNumberOfMessagesNotVisible: String(hidden),
          MessageRetentionPeriod: String(queue.definition.retentionSeconds),
          QueueArn: arn,
          VisibilityTimeout: String(queue.definition.visibilityTimeoutSeconds),
        };
        return { Attributes: pick(attributes, parameters.AttributeNames) };
      },
    ),

    SendMessage: action({ MessageBody: z.string().min(1) }, async (queue, { MessageBody }) => {
      const { messageId } = await queue.send(MessageBody);
      return { MessageId: messageId, MD5OfMessageBody: md5(MessageBody) };
    }),

    ReceiveMessage: action(
      {
        MaxNumberOfMessages: z.int().min(1).max(10).default(1),
        VisibilityTimeout: Seconds.optional(),
        WaitTimeSeconds: z.int().min(0).max(20).default(0),
        AttributeNames: z.array(MessageAttribute).default([]),
        MessageSystemAttributeNames: z.array(MessageAttribute).default([]),
        // Messages have no attributes of their own here, so the response is right whichever are requested.
        MessageAttributeNames: z.array(z.string()).optional(),
      },
      async (queue, parameters, { signal }) => {
        const messages = await queue.receive({
          max: parameters.MaxNumberOfMessages,
          visibilityTimeoutSeconds: parameters.VisibilityTimeout ?? queue.definition.visibilityTimeoutSeconds,
          waitSeconds: parameters.WaitTimeSeconds,
          signal,
        });
        const attributes = [...parameters.AttributeNames, ...parameters.MessageSystemAttributeNames];
        // SQS omits an empty list.
        if (messages.length === 0) return {};
        return { Messages: messages.map((message) => toMessage(message, attributes)) };
      },
    ),

    DeleteMessage: action({ ReceiptHandle: z.string() }, async (queue, { ReceiptHandle }) => {
      await queue.delete(ReceiptHandle);
      return {};
    }),

    DeleteMessageBatch: action(
      {
        Entries: z
          .array(z.strictObject({ Id: z.string(), ReceiptHandle: z.string() }))
          .min(1)
          .max(10),
      },
      async (queue, { Entries }) => {
        const outcomes = await Promise.all(
          Entries.map(async ({ Id, ReceiptHandle }) => {
            try {
              await queue.delete(ReceiptHandle);
              return { Id };
            } catch (error) {
              if (!(error instanceof SqsError)) throw error;
              return { Id, SenderFault: true, Code: error.name, Message: error.message };
            }
          }),
        );
        return {
          Successful: outcomes.filter((outcome) => !('Code' in outcome)),
          Failed: outcomes.filter((outcome) => 'Code' in outcome),
        };
      },
    ),

    ChangeMessageVisibility: action(
      { ReceiptHandle: z.string(), VisibilityTimeout: Seconds },
      async (queue, { ReceiptHandle, VisibilityTimeout }) => {
        queue.changeVisibility(ReceiptHandle, VisibilityTimeout);
        return {};
      },
    ),

    PurgeQueue: action({}, async (queue) => {
      await queue.purge();
      return {};
    }),
  }),
);

function action<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (queue: MessageQueue, parameters: z.output<z.ZodObject<Shape>>, context: ActionContext) => Promise<object>,
): QueueAction {
  const Parameters = z.strictObject(shape);
  return async (queue, parameters, context) => run(queue, readParameters(Parameters, parameters), context);
}

function toMessage(message: ReceivedMessage, attributeNames: readonly string[]) {
  const attributes = {
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
  };
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: md5(message.body),
    ...(attributeNames.length > 0 && { Attributes: pick(attributes, attributeNames) }),
  };
}

function pick(attributes: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name]) => names.includes('All') || names.includes(name)),
  );
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
