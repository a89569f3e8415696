import { closeSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { defineCommand } from '../cli/command.ts';
import { flag, value } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { UsageError } from '../cli/usage-error.ts';
import { whereTyped } from '../cli/where-typed.ts';
import { createNewFile } from '../operations/create-new-file.ts';
import { openMessageQueue } from '../operations/dead-letters/message-queue.ts';
import { readDeployedFunction } from '../operations/deployed-function.ts';
import { countErasable, type Erased } from '../operations/erase/erase.ts';
import { eraseLetters } from '../operations/erase/erase-letters.ts';
import { eraseUntilGone, isNothing } from '../operations/erase/erase-until-gone.ts';
import { invalidate } from '../operations/erase/invalidate.ts';
import { whatStays } from '../operations/erase/what-stays.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { assertNotPaused } from '../operations/pause/assert-not-paused.ts';
import { reconcileKey } from '../operations/reconcile-key.ts';
import { processedPrefixes } from '../operations/verify/key-templates.ts';

export const command = defineCommand({
  summary: 'Erase a person: every version of the originals under a prefix, and all that was made of them.',
  usage: ['npm run erase -- --env NAME --prefix P [--run] [--receipt FILE] [--distribution ID]'],
  description: `Without --run it only counts. With --run it deletes, for good, all versions, delete markers and unfinished uploads of the source
keys that begin with P; all versions of their thumbnails and results, at retired keys too; and the dead letters that name them. Then
it lists both buckets again until nothing is left, and writes a receipt: what was removed, what stays by design, and until when.

It uses the credentials that the AWS CLI would use, and needs lambda:GetFunctionConfiguration, and on both buckets
s3:ListBucketVersions; with --run, on both buckets s3:DeleteObjectVersion, on the source bucket
s3:ListBucketMultipartUploads and s3:AbortMultipartUpload, those of npm run dead-letters, lambda:GetFunctionConcurrency and
lambda:InvokeFunction; with --distribution, cloudfront:CreateInvalidation.`,
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
      const { settings, timeoutSeconds } = await readDeployedFunction(lambda, names.function);
      const bar = progressBar(0, process.stderr);
      let unfinished: { file: string; descriptor: number } | undefined;
      const work = { s3, settings, prefix, signal, onProgress: (handled: number) => bar.update(handled, handled) };
      const letters = async (dryRun: boolean) =>
        eraseLetters({
          queue: await openMessageQueue(new SQSClient(client), names.deadLetterQueue),
          prefix,
          dryRun,
          reconcileKey: (key) =>
            reconcileKey(lambda, { functionName: names.function, bucket: settings.sourceBucket, key }),
          signal,
        });
      try {
        if (!run) {
          const counted = await countErasable(work);
          bar.end();
          process.stdout.write(`${describe(counted, await letters(true))}\n${advice(prefix)}`);
          return 0;
        }
        // A paused function could not remove what a running invocation still writes.
        await assertNotPaused(lambda, names.function, place);
        const file = whereTyped(receipt ?? `erased-${place.env}-${new Date().toISOString().replaceAll(':', '')}.json`);
        unfinished = { file, descriptor: createNewFile(file) };
        const sleep = (ms: number) => delay(ms, undefined, { signal });
        const { erased, refused, left } = await eraseUntilGone(work, { timeoutSeconds, sleep });
        bar.end();
        const deadLetters = await letters(false);
        const invalidation =
          distribution === undefined
            ? undefined
            : await invalidate(new CloudFrontClient(client), distribution, processedPrefixes(prefix, settings));
        const at = new Date();
        const content = {
          environment: place.env,
          buckets: { source: settings.sourceBucket, processed: settings.processedBucket },
          prefix,
          at,
          removed: { ...erased, deadLetters },
          refused,
          left,
          ...(invalidation !== undefined && { invalidation }),
          stays: whatStays(configured, at, invalidation !== undefined),
        };
        writeFileSync(unfinished.descriptor, `${JSON.stringify(content, null, 2)}\n`);
        closeSync(unfinished.descriptor);
        unfinished = undefined;
        process.stdout.write(`${describe(erased, deadLetters)}\n`);
        for (const { key, versionId, reason } of refused)
          process.stdout.write(
            escapeControlCharacters(`S3 refused to delete ${key}, version ${versionId}: ${reason}\n`),
          );
        const isDone = isNothing(left) && refused.length === 0;
        const proof = isDone ? 'Both buckets were listed again: nothing is left.' : `Left: ${describe(left, 0)}`;
        process.stdout.write(`${proof}\nReceipt: ${escapeControlCharacters(file)}\n`);
        return isDone ? 0 : 1;
      } finally {
        bar.end();
        if (unfinished) {
          closeSync(unfinished.descriptor);
          rmSync(unfinished.file);
          process.stderr.write('Not finished, and there is no receipt. Run the same command again for the rest.\n');
        }
      }
    });
  },
});

/** A prefix without a slash at its end may begin the keys of other people too. */
function advice(prefix: string): string {
  const warning = `The prefix does not end with a slash: keys such as ${escapeControlCharacters(prefix)}1/photo.jpg begin with it as well.\n`;
  return `${prefix.endsWith('/') ? '' : warning}Add --run to erase it for good.\n`;
}

function describe(
  { sourceVersions, sourceMarkers, unfinishedUploads, processed }: Erased,
  deadLetters: number,
): string {
  return `${sourceVersions} versions of originals, ${sourceMarkers} delete markers, ${unfinishedUploads} unfinished uploads, ${processed} thumbnails and results, ${deadLetters} dead letters`;
}
