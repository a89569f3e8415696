import { setTimeout as delay } from 'node:timers/promises';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { defineCommand } from '../cli/command.ts';
import { flag, value } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { UsageError } from '../cli/usage-error.ts';
import { whereTyped } from '../cli/where-typed.ts';
import { openMessageQueue } from '../operations/dead-letters/message-queue.ts';
import { readDeployedFunction } from '../operations/deployed-function.ts';
import { checkDistribution } from '../operations/erase/check-distribution.ts';
import { describeErasable, describeErasure } from '../operations/erase/describe-erasure.ts';
import { countErasable } from '../operations/erase/erase.ts';
import { eraseLetters } from '../operations/erase/erase-letters.ts';
import { eraseUntilGone } from '../operations/erase/erase-until-gone.ts';
import { isComplete, newErasure } from '../operations/erase/erasure.ts';
import { invalidate } from '../operations/erase/invalidate.ts';
import { withReceipt } from '../operations/erase/with-receipt.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { assertNotPaused } from '../operations/pause/assert-not-paused.ts';
import { reconcileKey } from '../operations/reconcile-key.ts';
import { processedPrefixes } from '../operations/verify/key-templates.ts';

export const command = defineCommand({
  summary: 'Erase a person: every version of the originals under a prefix, and all that was made of them.',
  usage: ['npm run erase -- --env NAME --prefix P [--run] [--receipt FILE] [--distribution ID]'],
  description: `Without --run it only counts. With --run it permanently deletes all versions, delete markers and unfinished uploads of the source
keys that begin with P; all versions of their thumbnails and results, at retired keys too; and the dead letters that name them. Then
it lists both buckets again until nothing is left, and writes a receipt: what was removed, what stays by design, and until when. A run
that fails or is interrupted writes a receipt of what it did.

It uses the credentials that the AWS CLI would use, and needs lambda:GetFunctionConfiguration, and on both buckets
s3:ListBucketVersions; with --run, on both buckets s3:DeleteObjectVersion, on the source bucket
s3:ListBucketMultipartUploads and s3:AbortMultipartUpload, those of npm run dead-letters, lambda:GetFunctionConcurrency and
lambda:InvokeFunction; with --distribution, cloudfront:GetDistribution and cloudfront:CreateInvalidation.`,
  options: {
    ...environmentOptions,
    prefix: value('P', 'the beginning of the source keys, such as users/42/', z.string().min(1, 'expected a prefix')),
    run: flag('erase'),
    receipt: value('FILE', 'the new file of the receipt (default erased-NAME-TIME.json)', z.string().optional()),
    distribution: value(
      'ID',
      'the CloudFront distribution to invalidate: delivery_distribution_id',
      z.string().optional(),
    ),
  },
  examples: {
    'npm run erase -- --env prod --prefix users/42/': 'what there is of this person',
    'npm run erase -- --env prod --prefix users/42/ --run': 'erases it',
  },
  exitCodes: { 0: 'counted, or nothing is left', 1: 'something is left, or AWS refused' },
  run: ({ prefix, run, receipt, distribution, ...place }, { signal }) => {
    if (distribution !== undefined && place.endpointUrl !== undefined)
      throw new UsageError('--distribution is on AWS alone: leave it out, or leave out --endpoint-url.');
    return withEnvironment(place, async ({ settings: configured, names, client }) => {
      const s3 = new S3Client(client);
      const lambda = new LambdaClient(client);
      const cloudfront = new CloudFrontClient(client);
      const { settings, timeoutSeconds } = await readDeployedFunction(lambda, names.function);
      // These checks find a user's mistakes before anything is deleted.
      if (distribution !== undefined) await checkDistribution(cloudfront, distribution, settings.processedBucket);
      const queue = await openMessageQueue(new SQSClient(client), names.deadLetterQueue);
      const bar = progressBar(0, process.stderr);
      const work = { s3, settings, prefix, signal, onProgress: (handled: number) => bar.update(handled, handled) };
      const erasure = newErasure();
      const { sourceBucket: bucket } = settings;
      const scanLetters = (dryRun: boolean) =>
        eraseLetters({
          ...{ queue, functionName: names.function, prefix, dryRun, signal },
          reconcileKey: (key) => reconcileKey(lambda, { functionName: names.function, bucket, key }),
          onErased: () => {
            erasure.deadLetters += 1;
          },
          onForeign: (functionName) => void erasure.foreignLetters.push(functionName),
        });
      const print = (text: string) => {
        bar.end();
        process.stdout.write(text);
      };
      try {
        if (!run) {
          const counts = await countErasable(work);
          await scanLetters(true);
          print(describeErasable(counts, erasure, { bucket, prefix }));
          return 0;
        }
        // A paused function could not remove what a running invocation still writes.
        await assertNotPaused(lambda, names.function, place);
        const startedAt = new Date();
        const file = whereTyped(receipt ?? `erased-${place.env}-${startedAt.toISOString().replaceAll(':', '')}.json`);
        const onWritten = (isFinished: boolean) => print(describeErasure(erasure, isFinished, file));
        const facts = { file, environment: place.env, prefix, settings, configured, startedAt, erasure, onWritten };
        await withReceipt(facts, async () => {
          await eraseUntilGone(work, erasure, { timeoutSeconds, sleep: (ms) => delay(ms, undefined, { signal }) });
          await scanLetters(false);
          if (distribution !== undefined)
            erasure.invalidation = await invalidate(cloudfront, distribution, processedPrefixes(prefix, settings));
        });
        return isComplete(erasure) ? 0 : 1;
      } finally {
        bar.end();
      }
    });
  },
});
