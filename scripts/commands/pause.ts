import { hostname, userInfo } from 'node:os';
import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { defineCommand } from '../cli/command.ts';
import { value } from '../cli/options.ts';
import { describeDuration } from '../operations/backfill/describe-duration.ts';
import { environmentArguments } from '../operations/environment-arguments.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { describePause } from '../operations/pause/describe-pause.ts';
import { pause } from '../operations/pause/pause.ts';

export const command = defineCommand({
  summary: 'Stop the function of an environment, until npm run resume.',
  usage: ['npm run pause -- --env NAME --reason TEXT [--by NAME]'],
  description: `It sets the reserved concurrency of the function to 0, and records who did it, when and why in its tags. No upload is refused
or lost. A deployment that would lift the pause is stopped by its review: see docs/runbook.md.

It uses the credentials that the AWS CLI would use, and needs lambda:GetFunctionConfiguration, lambda:GetFunctionConcurrency,
lambda:PutFunctionConcurrency, lambda:ListTags and lambda:TagResource.`,
  options: {
    ...environmentOptions,
    reason: value(
      'TEXT',
      'why, for the person who finds it paused',
      z.string().regex(/\S/, { error: 'expected a reason' }),
    ),
    by: value(
      'NAME',
      'who pauses it (default: the user and the machine)',
      z.string().regex(/\S/, { error: 'expected a name' }).optional(),
    ),
  },
  examples: { 'npm run pause -- --env prod --reason "wrong thumbnails since the deployment at 2"': 'stops prod' },
  exitCodes: { 0: 'it is paused', 1: 'it was paused already, or AWS refused' },
  run: ({ reason, by = `${userInfo().username}@${hostname()}`, ...place }) =>
    withEnvironment(place, async ({ settings, names, client }) => {
      const before = await pause(new LambdaClient(client), names.function, { by, reason, at: new Date() });
      if (before.isPaused) {
        process.stderr.write(`${place.env} is paused already, ${describePause(before)}\n`);
        return 1;
      }
      const maxWait = describeDuration(settings.maxEventAgeSeconds);
      process.stdout.write(`${place.env} is paused. Meanwhile:
- Uploads are stored, and get no thumbnails; deleted images keep theirs.
- Each new event goes straight to the dead-letter queue, which keeps it for 14 days: its alarms go off.
- Events that were waiting before wait for up to ${maxWait}, and then go there as well.
When the cause is fixed:
  npm run resume -- ${environmentArguments(place)}
`);
      return 0;
    }),
});
