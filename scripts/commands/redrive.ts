import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { namesOf } from '../../infra/names.ts';
import { defineCommand } from '../cli/command.ts';
import { flag, value } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { clientAt } from '../operations/client-at.ts';
import { endpointOption } from '../operations/endpoint-option.ts';
import { environmentSettings } from '../operations/environment-settings.ts';
import { explainFailure } from '../operations/explain-failure.ts';
import type { DeadLetter } from '../operations/redrive/dead-letter.ts';
import { type Redriven, redrive } from '../operations/redrive/redrive.ts';

export const command = defineCommand({
  summary: 'Send every event in the dead-letter queue of an environment to its function again.',
  usage: ['npm run redrive -- --env NAME [--dry-run] [--endpoint-url URL]'],
  description: `A message is deleted once its event was accepted, so the command may be interrupted, and run twice. Events that fail while it
runs are left for the next run.

It uses the credentials that the AWS CLI would use, and needs sqs:GetQueueUrl, sqs:GetQueueAttributes,
sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:DeleteMessage and lambda:InvokeFunction.`,
  options: {
    env: value('NAME', 'the environment, as infra/environments.ts names it', z.string()),
    dryRun: flag('only print what would be sent, and why it had failed'),
    endpointUrl: endpointOption,
  },
  examples: {
    'npm run redrive -- --env dev --dry-run': 'what would be sent, and why it had failed',
    'npm run redrive -- --env dev --endpoint-url http://127.0.0.1:4580': 'the events of npm start',
  },
  exitCodes: { 0: 'everything was sent', 1: 'a message is not a failed event, or AWS refused' },
  async run({ env, dryRun, endpointUrl }, { signal }) {
    const settings = await environmentSettings(env);
    const { deadLetterQueue: queueName, function: functionName } = namesOf(settings, '');
    const client = clientAt(settings.region, endpointUrl);
    const bar = progressBar(1, process.stderr);
    try {
      const redriven = await redrive({
        sqs: new SQSClient(client),
        lambda: new LambdaClient(client),
        queueName,
        functionName,
        dryRun,
        signal,
        onProgress: (done, total) => bar.update(done, total),
      });
      bar.end();
      process.stdout.write(`${summaryOf(redriven, dryRun)}\n`);
      signal.throwIfAborted();
      return redriven.unreadable.length > 0 ? 1 : 0;
    } catch (error) {
      if (error === signal.reason) throw error;
      throw explainFailure(error, { what: queueName, env, region: settings.region, endpointUrl });
    } finally {
      bar.end();
    }
  },
});

/** Returns how many events were sent, by cause, and what is left. */
function summaryOf({ sent, unreadable, newer }: Redriven, dryRun: boolean): string {
  const byCause = new Map<string, DeadLetter[]>();
  for (const letter of sent) byCause.set(letter.cause, [...(byCause.get(letter.cause) ?? []), letter]);
  return [
    `${sent.length} ${dryRun ? 'would be sent' : 'sent'}`,
    ...[...byCause].map(
      ([cause, letters]) => `  ${letters.length} ${escapeControlCharacters(cause)}: ${someKeys(letters)}`,
    ),
    ...(newer > 0 ? [`skipped ${newer} that failed meanwhile: fix the cause, then run redrive again`] : []),
    ...unreadable.map((id) => `skipped 1 message that is not a failed event: ${id}`),
  ].join('\n');
}

function someKeys(letters: readonly DeadLetter[]): string {
  const keys = [...new Set(letters.flatMap((letter) => letter.keys))];
  const shown = keys.slice(0, 3).map(escapeControlCharacters).join(', ') || 'no keys';
  return keys.length > 3 ? `${shown} and ${keys.length - 3} more` : shown;
}
