import { setTimeout as delay } from 'node:timers/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { defineCommand } from '../cli/command.ts';
import { flag, value, wholeNumber } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import type { DeadLetter } from '../operations/dead-letters/dead-letter.ts';
import { letterOptions } from '../operations/dead-letters/letter-filter.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { createPace } from '../operations/pace.ts';
import { assertNotPaused } from '../operations/pause/assert-not-paused.ts';
import { type Redriven, redrive } from '../operations/redrive/redrive.ts';

export const command = defineCommand({
  summary: 'Send the events in the dead-letter queue of an environment to its function again.',
  usage: ['npm run redrive -- --env NAME [--dry-run] [--code CODE] [--prefix P] [--since DATE] [--limit N] [--rate N]'],
  description: `A message is deleted once its event was accepted, so the command may be interrupted, and run twice. Events that fail while it
runs are left for the next run. Events that another function failed on are left, too.

It uses the credentials that the AWS CLI would use, and needs sqs:GetQueueUrl, sqs:GetQueueAttributes,
sqs:ReceiveMessage, sqs:ChangeMessageVisibility, sqs:DeleteMessage, lambda:GetFunctionConcurrency and lambda:InvokeFunction.`,
  options: {
    ...environmentOptions,
    dryRun: flag('only print what would be sent, and why it had failed'),
    ...letterOptions,
    limit: value('N', 'send at most so many events', wholeNumber(1, 1_000_000).optional()),
    rate: value('N', 'events a second (default 100)', wholeNumber(1, 10_000).default(100)),
  },
  examples: {
    'npm run redrive -- --env dev --dry-run': 'what would be sent, and why it had failed',
    'npm run redrive -- --env dev --code access-denied --limit 1': 'tries one event of this cause',
    'npm run redrive -- --env dev --endpoint-url http://127.0.0.1:4580': 'the events of npm start',
  },
  exitCodes: {
    0: 'everything that the options select was sent',
    1: 'some messages were left for another reason, or AWS refused',
  },
  run: ({ dryRun, limit = Number.POSITIVE_INFINITY, rate, code, prefix, since, ...place }, { signal }) =>
    withEnvironment(
      place,
      async ({ names, client }) => {
        const lambda = new LambdaClient(client);
        if (!dryRun) await assertNotPaused(lambda, names.function, place);
        const bar = progressBar(1, process.stderr);
        try {
          const redriven = await redrive({
            sqs: new SQSClient(client),
            lambda,
            queueName: names.deadLetterQueue,
            functionName: names.function,
            filter: { code, prefix, since },
            limit,
            pace: createPace(rate, { now: () => performance.now(), sleep: (ms) => delay(ms) }),
            dryRun,
            signal,
            onProgress: (done, total) => bar.update(done, total),
          });
          bar.end();
          process.stdout.write(`${summaryOf(redriven, dryRun)}\n`);
          if (signal.aborted) process.stdout.write('Interrupted: there may be more messages.\n');
          signal.throwIfAborted();
          return redriven.unreadable.length + redriven.foreign.length + redriven.newer > 0 ? 1 : 0;
        } finally {
          bar.end();
        }
      },
      (names) => names.deadLetterQueue,
    ),
});

/** Returns how many events were sent, by cause, and what is left. */
function summaryOf({ sent, unreadable, foreign, unselected, newer }: Redriven, dryRun: boolean): string {
  const byCause = new Map<string, DeadLetter[]>();
  for (const letter of sent) byCause.set(letter.cause, [...(byCause.get(letter.cause) ?? []), letter]);
  const others = [...new Set(foreign)].map((name) => [name, foreign.filter((each) => each === name).length] as const);
  return [
    `${sent.length} ${dryRun ? 'would be sent' : 'sent'}`,
    ...[...byCause].map(
      ([cause, letters]) => `  ${letters.length} ${escapeControlCharacters(cause)}: ${someKeys(letters)}`,
    ),
    ...(unselected > 0 ? [`left ${unselected} that the options do not select`] : []),
    ...(newer > 0 ? [`skipped ${newer} that failed meanwhile: fix the cause, then run redrive again`] : []),
    ...others.map(
      ([name, count]) =>
        `skipped ${count} that another function failed on, ${escapeControlCharacters(name)}: something else sends its failures to this queue`,
    ),
    ...unreadable.map((id) => `skipped 1 message that is not a failed event: ${id}`),
  ].join('\n');
}

function someKeys(letters: readonly DeadLetter[]): string {
  const keys = [...new Set(letters.flatMap((letter) => letter.keys))];
  const shown = keys.slice(0, 3).map(escapeControlCharacters).join(', ') || 'no keys';
  return keys.length > 3 ? `${shown} and ${keys.length - 3} more` : shown;
}
