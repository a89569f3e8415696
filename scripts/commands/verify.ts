import { LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { expectedKeys } from '../../functions/thumbnail/freshness.ts';
import { keysOfSource } from '../../functions/thumbnail/keys/keys-of-source.ts';
import { defineCommand } from '../cli/command.ts';
import { countOf } from '../cli/count-of.ts';
import { flag, value, wholeNumber } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { assertBuckets } from '../operations/assert-buckets.ts';
import { readDeployedFunction } from '../operations/deployed-function.ts';
import { readMark } from '../operations/freshness.ts';
import { type ListedObject, listObjects } from '../operations/list-objects.ts';
import { noSuchPrefix } from '../operations/no-such-prefix.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { assertNotPaused } from '../operations/pause/assert-not-paused.ts';
import { type KeyOutcome, reconcileKey } from '../operations/reconcile-key.ts';
import { rejectionOf } from '../operations/rejection-of.ts';
import { headSource } from '../operations/status/key-status.ts';
import { processedPrefixes, sourceOf } from '../operations/verify/key-templates.ts';
import { repair } from '../operations/verify/repair.ts';
import { type Finding, type Verified, verify } from '../operations/verify/verify.ts';

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
    withEnvironment(place, async ({ settings, names, client }) => {
      const s3 = new S3Client(client);
      const lambda = new LambdaClient({ ...client, maxAttempts: 10 });
      // Lambda would throttle every invocation, each for a minute.
      if (isRepair) await assertNotPaused(lambda, names.function, place);
      const { settings: deployed } = await readDeployedFunction(lambda, names.function);
      const { sourceBucket, processedBucket } = deployed;
      await assertBuckets(s3, deployed);
      const bar = progressBar(0, process.stderr);
      try {
        const verified = await verify({
          sources: listObjects(s3, { bucket: sourceBucket, prefix }),
          processed: processedObjects(s3, processedBucket, processedPrefixes(prefix, deployed)),
          prefix,
          keyFilters: settings.keyFilters,
          digest: deployed.digest,
          expectedKeys: (key) => expectedKeys(key, deployed),
          readMark: (key) => readMark(s3, processedBucket, key),
          sourceOf: (key) => sourceOf(key, deployed),
          isRetired: (key, sourceKey) => keysOfSource(sourceKey, deployed).retired.includes(key),
          readEtag: async (key) => (await headSource(s3, sourceBucket, key))?.etag,
          isRejected: async (key, etag) => (await rejectionOf(s3, { key, etag }, deployed)) !== undefined,
          before: new Date(Date.now() - minAge * 1000),
          mirrorDeletes: deployed.mirrorDeletes,
          signal,
          onProgress: (done) => bar.update(done, done),
        });
        bar.end();
        const repaired = isRepair
          ? await repair(verified.findings, {
              reconcileKey: (key) => reconcileKey(lambda, { functionName: names.function, bucket: sourceBucket, key }),
              remove: async (key) =>
                void (await s3.send(new DeleteObjectCommand({ Bucket: processedBucket, Key: key }))),
              concurrency: 5,
              signal,
              onProgress: (done, total) => bar.update(done, total),
            })
          : undefined;
        bar.end();
        const result = { ...verified, ...(repaired && { repaired }) };
        const isEmpty = verified.sources + verified.newer === 0;
        const hint = isEmpty ? noSuchPrefix(sourceBucket, prefix).map((line) => `${line}\n`) : [];
        process.stdout.write(json ? `${JSON.stringify(result)}\n` : textOf(verified, minAge, repaired) + hint.join(''));
        if (!repaired) return verified.findings.length > 0 ? 1 : 0;
        return repaired.outcomes.some(({ result }) => result === 'failed') ? 1 : 0;
      } finally {
        bar.end();
      }
    }),
});

async function* processedObjects(
  s3: S3Client,
  bucket: string,
  prefixes: readonly string[],
): AsyncGenerator<ListedObject[]> {
  for (const prefix of prefixes) yield* listObjects(s3, { bucket, prefix });
}

function textOf(
  { sources, newer, findings }: Verified,
  minAge: number,
  repaired: { outcomes: KeyOutcome[]; removed: number } | undefined,
): string {
  const count = (problem: Finding['problem']) => findings.filter((finding) => finding.problem === problem).length;
  const lines = [
    ...findings.map(({ problem, key }) => `${problem.padEnd(8)}  ${escapeControlCharacters(key)}`),
    `${countOf(sources, 'original')}: ${count('missing')} missing, ${count('outdated')} outdated, ${countOf(count('orphan'), 'orphan')}`,
    ...(newer > 0
      ? [
          `${countOf(newer, 'newer one was', 'newer ones were')} left out, of the last ${countOf(minAge, 'second')}; --min-age 0 includes them`,
        ]
      : []),
  ];
  if (repaired) {
    const results = [...new Set(repaired.outcomes.map(({ result }) => result))];
    const counts = results.map(
      (result) => `${repaired.outcomes.filter((it) => it.result === result).length} ${result}`,
    );
    lines.push(`repaired: ${[...counts, `${countOf(repaired.removed, 'orphan')} removed`].join(', ')}`);
    for (const { result, key, code, reason } of repaired.outcomes) {
      if (result === 'failed' || result === 'rejected')
        lines.push(escapeControlCharacters(`${result}  ${key}: ${code}: ${reason}`));
    }
  } else if (findings.length > 0) lines.push('Add --repair to repair them.');
  return `${lines.join('\n')}\n`;
}
