import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { defineCommand } from '../cli/command.ts';
import { countOf } from '../cli/count-of.ts';
import { openMessageQueue } from '../operations/dead-letters/message-queue.ts';
import { environmentArguments } from '../operations/environment-arguments.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { describePause } from '../operations/pause/describe-pause.ts';
import { resume } from '../operations/pause/pause.ts';

export const command = defineCommand({
  summary: 'Let the function of an environment run again after npm run pause.',
  usage: ['npm run resume -- --env NAME'],
  description: `It restores the concurrency that the function had before, and says how many events wait in the dead-letter queue.

It uses the credentials that the AWS CLI would use, and needs lambda:GetFunctionConfiguration, lambda:GetFunctionConcurrency,
lambda:PutFunctionConcurrency, lambda:DeleteFunctionConcurrency, lambda:ListTags, lambda:UntagResource, sqs:GetQueueUrl and
sqs:GetQueueAttributes.`,
  options: environmentOptions,
  examples: { 'npm run resume -- --env prod': 'lets prod run again' },
  exitCodes: { 0: 'it runs', 1: 'it was not paused, or AWS refused' },
  run: ({ env, endpointUrl }) =>
    withEnvironment({ env, endpointUrl }, async ({ settings, names, client }) => {
      const { reservedConcurrency: configured } = settings;
      const resumed = await resume(new LambdaClient(client), names.function, configured);
      if (!resumed.isPaused) {
        process.stderr.write(`${env} was not paused: its concurrency is ${resumed.concurrency}.\n`);
        return 1;
      }
      if (resumed.concurrency === 0) {
        process.stderr.write(`${env} stays stopped: infra/environments.ts asks for reservedConcurrency: 0.\n`);
        return 1;
      }
      const waiting = await (await openMessageQueue(new SQSClient(client), names.deadLetterQueue)).count();
      const redrive = `npm run redrive -- ${environmentArguments({ env, endpointUrl })}`;
      process.stdout.write(`${env} runs again, with a concurrency of ${resumed.concurrency}. It was paused ${describePause(resumed)}
${waiting === 0 ? 'No event waits in the dead-letter queue.' : `About ${countOf(waiting, 'event waits', 'events wait')} in the dead-letter queue. To redrive:\n  ${redrive}`}
`);
      return 0;
    }),
});
