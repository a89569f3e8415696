import { LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { defineCommand } from '../cli/command.ts';
import { flag, value, wholeNumber } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { assertBuckets } from '../operations/assert-buckets.ts';
import { readDeployedFunction } from '../operations/deployed-function.ts';
import { noSuchPrefix } from '../operations/no-such-prefix.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { assertNotPaused } from '../operations/pause/assert-not-paused.ts';
import { reconcileKey } from '../operations/reconcile-key.ts';
import { describeVerified } from '../operations/verify/describe-verified.ts';
import { repair } from '../operations/verify/repair.ts';
import { verifyBuckets } from '../operations/verify/verify-buckets.ts';

export const command = defineCommand({
  summary: 'Compare the buckets of an environment: thumbnails that are missing, outdated, or left behind.',
  usage: ['npm run verify -- --env NAME [--prefix P] [--repair] [--json]'],
  description: `It looks at every thumbnail and result that the deployed settings ask for, and at everything else that the function wrote. It
takes one HEAD for each.

With --prefix, it does not find thumbnails of variants that the settings no longer name, not even in retiredKeys.

A rejected image has no thumbnails. If results are on, its result shows the rejection. Otherwise it counts as missing, and --repair
reports the rejection.

It uses the credentials that the AWS CLI would use, and needs lambda:GetFunctionConfiguration, and s3:ListBucket and s3:GetObject
on both buckets; with --repair, lambda:GetFunctionConcurrency, lambda:InvokeFunction, and s3:DeleteObject on the processed bucket.`,
  options: {
    ...environmentOptions,
    prefix: value('P', 'only source keys that begin with it', z.string().default('')),
    minAge: value('SECONDS', 'leave out originals that are newer (default 60)', wholeNumber(0, 86_400).default(60)),
    repair: flag('make what is missing or outdated, and remove what was left behind'),
    json: flag('print one JSON object'),
  },
  examples: {
    'npm run verify -- --env prod --prefix photos/': 'whether the thumbnails of photos/ are right',
    'npm run verify -- --env dev --repair --endpoint-url http://127.0.0.1:4580': 'repairs those of npm start',
  },
  exitCodes: { 0: 'the buckets agree, or were repaired', 1: 'the buckets differ, or AWS refused' },
  run: ({ prefix, minAge, repair: isRepair, json, ...place }, { signal }) =>
    withEnvironment(place, async ({ settings: { keyFilters }, names, client }) => {
      const s3 = new S3Client(client);
      const lambda = new LambdaClient({ ...client, maxAttempts: 10 });
      // Lambda would throttle every invocation, each for a minute.
      if (isRepair) await assertNotPaused(lambda, names.function, place);
      const { settings: deployed } = await readDeployedFunction(lambda, names.function);
      const { sourceBucket: bucket, processedBucket } = deployed;
      await assertBuckets(s3, deployed);
      const bar = progressBar(0, process.stderr);
      try {
        const before = new Date(Date.now() - minAge * 1000);
        const onProgress = (done: number) => bar.update(done, done);
        const verified = await verifyBuckets(s3, deployed, { prefix, keyFilters, before, signal, onProgress });
        bar.end();
        const repaired = isRepair
          ? await repair(verified.findings, {
              reconcileKey: (key) => reconcileKey(lambda, { functionName: names.function, bucket, key }),
              remove: async (key) =>
                void (await s3.send(new DeleteObjectCommand({ Bucket: processedBucket, Key: key }))),
              concurrency: 5,
              signal,
              onProgress: (done, total) => bar.update(done, total),
            })
          : undefined;
        bar.end();
        const isEmpty = verified.sources + verified.newer === 0;
        const hint = isEmpty ? noSuchPrefix(bucket, prefix).map((line) => `${line}\n`) : [];
        process.stdout.write(
          json
            ? `${JSON.stringify({ ...verified, ...(repaired && { repaired }) })}\n`
            : describeVerified(verified, minAge, repaired) + hint.join(''),
        );
        if (!repaired) return verified.findings.length > 0 ? 1 : 0;
        return repaired.outcomes.some(({ result }) => result === 'failed') ? 1 : 0;
      } finally {
        bar.end();
      }
    }),
});
