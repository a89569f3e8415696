import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type DeadLetter, readDeadLetter } from './dead-letter.ts';

/** Long enough to send ten events, and short enough for whoever has to come back after a crash. */
const visibilitySeconds = 60;
/** SQS may deliver what was seen already, however much else there is; but when there is nothing else, that has to end. */
const mostInVain = 5;
/** Asks all of SQS's servers, of which one alone may know of no message. */
const waitSeconds = 1;

export interface RedriveOptions {
  sqs: SQSClient;
  lambda: LambdaClient;
  queueName: string;
  functionName: string;
  /** Whether everything is left as it is. */
  dryRun: boolean;
  /** Ends it after the messages that it has in hand. */
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

export interface Redriven {
  /** What was sent, or would be. */
  sent: DeadLetter[];
  /** Ids of messages that are no events, and stay. */
  unreadable: string[];
  /** How many came in meanwhile, and stay: to send them, too, could go on without end. */
  newer: number;
}

/**
 * Sends the events in a dead-letter queue to the function again, each deleted once Lambda has accepted it. What is sent and,
 * after a crash, not deleted is sent once more, which does no harm: an event is only a hint.
 *
 * @throws Error of AWS's when it refuses; what was not sent by then is still in the queue.
 */
export async function redrive(options: RedriveOptions): Promise<Redriven> {
  const { sqs, lambda, queueName, functionName, dryRun, signal, onProgress } = options;
  const startedAt = Date.now();
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName }));
  const total = await countOf(sqs, QueueUrl);
  const result: Redriven = { sent: [], unreadable: [], newer: 0 };
  const seen = new Set<string>();
  /** The receipt of each message that was not deleted, and is to be seen by others at once in the end. */
  const held = new Map<string, string | undefined>();

  async function handle({ MessageId = '', ReceiptHandle, Body = '', Attributes }: Message): Promise<void> {
    held.set(MessageId, ReceiptHandle);
    // Standard queues may deliver twice, and what stays comes back when it takes longer than it is hidden.
    if (seen.has(MessageId)) return;
    seen.add(MessageId);
    const letter = readDeadLetter(Body);
    // By two clocks, which need not agree to the second: Lambda gives up an event after three minutes at the soonest.
    const isNewer = Number(Attributes?.SentTimestamp) > startedAt;
    if (isNewer) result.newer += 1;
    else if (!letter) result.unreadable.push(MessageId);
    else {
      if (!dryRun) {
        await invoke(letter.event);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        held.delete(MessageId);
      }
      result.sent.push(letter);
    }
    onProgress(seen.size - result.newer, Math.max(total, seen.size));
  }

  async function invoke(event: unknown): Promise<void> {
    const Payload = JSON.stringify(event);
    const { StatusCode } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }),
    );
    if (StatusCode !== 202) throw new Error(`Lambda answered ${StatusCode} to an event, expected 202: it is kept.`);
  }

  async function receive(): Promise<Message[]> {
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
  }

  try {
    for (let inVain = 0; inVain < mostInVain && !signal.aborted; ) {
      const messages = await receive();
      if (messages.length === 0) break;
      const before = seen.size;
      await settleAll(messages.map(handle));
      inVain = seen.size > before ? 0 : inVain + 1;
    }
    return result;
  } finally {
    // Of a receipt that is not valid any more, others have the message already.
    const releases = [...held.values()].map((ReceiptHandle) =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 })),
    );
    await Promise.allSettled(releases);
  }
}

async function countOf(sqs: SQSClient, QueueUrl: string | undefined): Promise<number> {
  const name = 'ApproximateNumberOfMessages';
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }));
  return Number(Attributes?.[name] ?? 0);
}

/** The error of one, if any, once all have ended. */
async function settleAll(handled: Promise<void>[]): Promise<void> {
  await Promise.allSettled(handled);
  await Promise.all(handled);
}
