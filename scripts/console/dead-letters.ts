import { clientAt } from '../operations/client-at.ts';
import { readDeadLetter } from '../operations/dead-letters/dead-letter.ts';
import type { ConsolePipeline } from './console-pipeline.ts';
import type { Letters } from './letter.ts';

/** The maximum number of letters that the page shows. */
const maxShown = 100;

/** The dead-letter queue of the function. */
export interface DeadLetters {
  list(): Promise<Letters>;
  /** Sends every event in the queue to the function again, and returns how many there were. */
  redrive(): Promise<number>;
}

export function openDeadLetters({ queues, stack, endpoint }: ConsolePipeline): DeadLetters {
  const [config] = stack.eventInvokeConfigs;
  const queueName = config?.destination_config.on_failure.destination.split(':').at(-1) ?? '';
  const functionName = config?.function_name ?? '';
  return {
    async list() {
      const messages = await queues.queue(queueName).list();
      const letters = messages.slice(-maxShown).map(({ messageId: id, body, sentAt: at }) => {
        const { keys = [], cause } = readDeadLetter(body) ?? {};
        return { id, at, keys, cause };
      });
      return { letters, total: messages.length };
    },
    async redrive() {
      // Loaded only here: the console should not make the start slower.
      const [{ LambdaClient }, { SQSClient }, { redrive }] = await Promise.all([
        import('@aws-sdk/client-lambda'),
        import('@aws-sdk/client-sqs'),
        import('../operations/redrive/redrive.ts'),
      ]);
      const client = clientAt(stack.region, endpoint);
      const { sent } = await redrive({
        sqs: new SQSClient(client),
        lambda: new LambdaClient(client),
        queueName,
        functionName,
        dryRun: false,
        signal: new AbortController().signal,
        onProgress: () => {},
      });
      return sent.length;
    },
  };
}
