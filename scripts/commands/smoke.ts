import { setTimeout as delay } from 'node:timers/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { maxProbeSeconds, type ProbeReport } from '../../functions/probe/contract.ts';
import { runProbe } from '../../functions/probe/run-probe.ts';
import { s3ProbePorts } from '../../functions/probe/s3-ports.ts';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { namesOf } from '../../infra/names.ts';
import { defineCommand } from '../cli/command.ts';
import { countOf } from '../cli/count-of.ts';
import { flag, value, wholeNumber } from '../cli/options.ts';
import { clientAt } from '../operations/client-at.ts';
import { endpointOption } from '../operations/endpoint-option.ts';
import { environmentSettings } from '../operations/environment-settings.ts';
import { explainFailure } from '../operations/explain-failure.ts';
import { findBuckets } from '../operations/smoke/find-buckets.ts';
import { invokeProbe } from '../operations/smoke/invoke-probe.ts';
import { smokePlan } from '../operations/smoke/smoke-plan.ts';

export const command = defineCommand({
  summary: 'Try whether an upload to an environment gets its thumbnail, and print the seconds.',
  usage: ['npm run smoke -- --env NAME [--invoke] [--max-seconds N] [--endpoint-url URL]'],
  description: `It does what the probe of the environment does (see docs/settings.md), also where there is none: it uploads a small image, waits for
its thumbnails, removes it, and waits until they are gone. For an existing source bucket, it only reads the notifications.

It uses the credentials that the AWS CLI would use, and needs s3:ListAllMyBuckets, s3:PutObject and s3:DeleteObject in the
source bucket, s3:GetObject and s3:ListBucket in the processed bucket; or s3:GetBucketNotification. With --invoke it needs
lambda:InvokeFunction on the probe's function alone.`,
  options: {
    env: value('NAME', 'the environment, as infra/environments.ts names it', z.string()),
    invoke: flag("let the probe's function do it, and do nothing where there is none"),
    maxSeconds: value(
      'N',
      `fail after so many seconds (default ${maxProbeSeconds}); not with --invoke`,
      wholeNumber(1, 900).optional(),
    ),
    endpointUrl: endpointOption,
  },
  examples: {
    'npm run smoke -- --env dev': 'whether dev works, in AWS',
    'npm run smoke -- --env dev --endpoint-url http://127.0.0.1:4580': 'whether npm start works',
  },
  exitCodes: { 0: 'it works', 1: 'it does not, for the printed reason, or AWS refused' },
  async run({ env, invoke, maxSeconds, endpointUrl }, { signal }) {
    const settings = await environmentSettings(env);
    const client = clientAt(settings.region, endpointUrl);
    const { probe: functionName } = namesOf(settings, '');
    if (invoke && settings.probe === undefined) {
      console.log(
        `${env} has no probe, so nothing was tried. Set \`probe\` in infra/environments.ts: see docs/settings.md.`,
      );
      return 0;
    }
    if (invoke && settings.reservedConcurrency === 0) {
      console.log(`${env} is stopped by \`reservedConcurrency: 0\`, so nothing was tried.`);
      return 0;
    }
    const plan = smokePlan(settings);
    const attempt = async () => {
      if (invoke) return invokeProbe(new LambdaClient(client), functionName);
      const s3 = new S3Client(client);
      const ports = s3ProbePorts(s3, await findBuckets(s3, settings));
      const sleep = (ms: number) => delay(ms, undefined, { signal });
      return runProbe(plan, { ...ports, sleep, now: () => performance.now() }, maxSeconds);
    };
    const report = await attempt().catch((error) => {
      const what = invoke ? functionName : 'The buckets';
      throw explainFailure(error, { what, env, region: settings.region, endpointUrl });
    });
    signal.throwIfAborted();
    print(report, plan.kind === 'upload');
    return report.result === 'passed' ? 0 : 1;
  },
});

function print(report: ProbeReport, isUpload: boolean): void {
  const { seconds } = report;
  if (report.result === 'failed') {
    console.error(`Failed after ${countOf(seconds, 'second')}: ${escapeControlCharacters(report.reason)}`);
    console.error('What to do: docs/runbook.md#probe');
  } else if (isUpload)
    console.log(`Passed: thumbnails came, and went with their image, within ${countOf(seconds, 'second')}.`);
  else console.log(`Passed: the source bucket still sends its events. Nothing was uploaded.`);
}
