import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Long enough to send ten events, and short enough to wait for after a crash. */
const visibilitySeconds = 60;
/** Long polling asks all servers of SQS; otherwise a few of them might know of no message. */
const waitSeconds = 1;

/** As much as a slow answer and a rounded second can make. */
const maxClockErrorMs = 5000;

export interface MessageQueue {
  /** When the queue was opened, by the clock of SQS: that of this machine may be wrong. */
  readonly openedAt: Date;
  /** Returns about how many messages can be received. SQS may be a minute behind. */
  count(): Promise<number>;
  /** Receives up to ten messages, and hides them from other readers for a minute. Returns none when the queue is empty. */
  receive(): Promise<Message[]>;
  remove(message: Message): Promise<void>;
  /** Shows messages to other readers again. */
  release(messages: Iterable<Message>): Promise<void>;
}

/** Opens a queue of SQS by its name. */
export async function openMessageQueue(sqs: SQSClient, name: string): Promise<MessageQueue> {
  const command = new GetQueueUrlCommand({ QueueName: name });
  let openedAt = new Date();
  command.middlewareStack.add(
    (next) => async (call) => {
      const result = await next(call);
      const { headers } = result.response as { headers?: Record<string, string> };
      openedAt = timeOf(headers?.['date'], openedAt);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'readDate' },
  );
  const { QueueUrl } = await sqs.send(command);
  return {
    openedAt,

    async count() {
      const attribute = 'ApproximateNumberOfMessages';
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [attribute] }));
      return Number(Attributes?.[attribute] ?? 0);
    },

    async receive() {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: visibilitySeconds,
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      return Messages;
    },

    async remove({ ReceiptHandle }) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },

    async release(messages) {
      const releases = [...messages].map(({ ReceiptHandle }) =>
        sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })),
      );
      // A receipt that has expired is refused: other readers can see that message already.
      await Promise.allSettled(releases);
    },
  };
}

/** Returns the time of an HTTP date, which has whole seconds, or the local time where both agree. */
function timeOf(httpDate: string | undefined, local: Date): Date {
  const end = new Date(httpDate ?? '').getTime() + 999;
  // Not a number without a date.
  return Math.abs(end - local.getTime()) > maxClockErrorMs ? new Date(end) : local;
}
