import { setTimeout as delay } from 'node:timers/promises';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { defineCommand } from '../cli/command.ts';
import { countOf } from '../cli/count-of.ts';
import { flag, value } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { UsageError } from '../cli/usage-error.ts';
import { whereTyped } from '../cli/where-typed.ts';
import { openMessageQueue } from '../operations/dead-letters/message-queue.ts';
import { readDeployedFunction } from '../operations/deployed-function.ts';
import { checkDistribution } from '../operations/erase/check-distribution.ts';
import { countErasable } from '../operations/erase/erase.ts';
import { eraseLetters } from '../operations/erase/erase-letters.ts';
import { eraseUntilGone } from '../operations/erase/erase-until-gone.ts';
import { type Counts, type Erasure, isComplete, isNothing, newErasure } from '../operations/erase/erasure.ts';
import { invalidate } from '../operations/erase/invalidate.ts';
import { withReceipt } from '../operations/erase/with-receipt.ts';
import { noSuchPrefix } from '../operations/no-such-prefix.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { assertNotPaused } from '../operations/pause/assert-not-paused.ts';
import { reconcileKey } from '../operations/reconcile-key.ts';
import { processedPrefixes } from '../operations/verify/key-templates.ts';

export const command = defineCommand({
  summary: 'Erase a person: every version of the originals under a prefix, and all that was made of them.',
  usage: ['npm run erase -- --env NAME --prefix P [--run] [--receipt FILE] [--distribution ID]'],
  description: `Without --run it only counts. With --run it deletes, for good, all versions, delete markers and unfinished uploads of the source
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
      const { sourceBucket: bucket } = settings;
      const erasure = newErasure();
      const scanLetters = (dryRun: boolean) =>
        eraseLetters({
          ...{ queue, functionName: names.function, prefix, dryRun, signal },
          reconcileKey: (key) => reconcileKey(lambda, { functionName: names.function, bucket, key }),
          onErased: () => {
            erasure.deadLetters += 1;
          },
          onForeign: (functionName) => void erasure.foreignLetters.push(functionName),
        });
      try {
        if (!run) {
          const counted = await countErasable(work);
          await scanLetters(true);
          bar.end();
          const lines = [describe(counted, erasure.deadLetters), ...foreign(erasure)];
          const hint = isNothing(counted) ? noSuchPrefix(bucket, prefix) : [];
          process.stdout.write(`${[...lines, ...hint].join('\n')}\n${advice(prefix)}`);
          return 0;
        }
        // A paused function could not remove what a running invocation still writes.
        await assertNotPaused(lambda, names.function, place);
        const startedAt = new Date();
        const file = whereTyped(receipt ?? `erased-${place.env}-${startedAt.toISOString().replaceAll(':', '')}.json`);
        const onWritten = () => {
          bar.end();
          process.stdout.write(textOf(erasure, file));
        };
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

/** A prefix without a slash at its end may begin the keys of other people too. */
function advice(prefix: string): string {
  const warning = `The prefix does not end with a slash: keys such as ${escapeControlCharacters(prefix)}1/photo.jpg begin with it as well.\n`;
  return `${prefix.endsWith('/') ? '' : warning}Add --run to erase it for good.\n`;
}

function textOf(erasure: Erasure, file: string): string {
  const { erased, deadLetters, refused, left } = erasure;
  const unfinished = 'Not finished: run the same command again for the rest.';
  const listed = left && isNothing(left) ? 'Both buckets were listed again: nothing is left.' : undefined;
  const proof = listed ?? (left ? `Left: ${describe(left, 0)}` : unfinished);
  return [
    describe(erased, deadLetters),
    ...refused.map(({ key, versionId, reason }) => `S3 refused to delete ${key}, version ${versionId}: ${reason}`),
    ...foreign(erasure),
    proof,
    `Receipt: ${file}`,
  ]
    .map((line) => `${escapeControlCharacters(line)}\n`)
    .join('');
}

function foreign({ foreignLetters }: Erasure): string[] {
  return [...new Set(foreignLetters)].map((name) => {
    const count = foreignLetters.filter((each) => each === name).length;
    const letters = countOf(count, 'dead letter that names such a key', 'dead letters that name such keys');
    return escapeControlCharacters(`Kept ${letters}, of another function: ${name}`);
  });
}

function describe(
  { sourceVersions, sourceMarkers, unfinishedUploads, processed }: Counts,
  deadLetters: number,
): string {
  return [
    countOf(sourceVersions, 'version of originals', 'versions of originals'),
    countOf(sourceMarkers, 'delete marker'),
    countOf(unfinishedUploads, 'unfinished upload'),
    countOf(processed, 'thumbnail or result', 'thumbnails and results'),
    countOf(deadLetters, 'dead letter'),
  ].join(', ');
}
