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

export interface MessageQueue {
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
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  return {
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
