import { createHash } from 'node:crypto';
import path from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import {
  CreateJobCommand,
  type CreateJobCommandInput,
  DescribeJobCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control';
import * as z from 'zod';
import { defineCommand } from '../cli/command.ts';
import { flag, value, wholeNumber } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { root } from '../cli/project-root.ts';
import { UsageError } from '../cli/usage-error.ts';
import { whereTyped } from '../cli/where-typed.ts';
import { assertBuckets } from '../operations/assert-buckets.ts';
import { type BackfillOptions, backfill, countLeft } from '../operations/backfill/backfill.ts';
import { accountOf, backfillRoleArn, batchJob, describeJob } from '../operations/backfill/batch-job.ts';
import { describeBackfill } from '../operations/backfill/describe-backfill.ts';
import { describeSurvey } from '../operations/backfill/describe-survey.ts';
import type { Journal } from '../operations/backfill/journal.ts';
import { progressNote } from '../operations/backfill/progress-note.ts';
import { survey } from '../operations/backfill/survey.ts';
import { withJournal } from '../operations/backfill/with-journal.ts';
import { dateOption } from '../operations/date-option.ts';
import { type DeployedFunction, readDeployedFunction } from '../operations/deployed-function.ts';
import { quickFreshness } from '../operations/freshness.ts';
import { type ListedObject, listObjects } from '../operations/list-objects.ts';
import { noSuchPrefix } from '../operations/no-such-prefix.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { assertNotPaused } from '../operations/pause/assert-not-paused.ts';
import { reconcileKey } from '../operations/reconcile-key.ts';

export const command = defineCommand({
  summary: 'Make the thumbnails of images that were in the source bucket before, or that are outdated.',
  usage: [
    'npm run backfill -- --env NAME [--prefix P] [--since DATE] [--run] [--rate N] [--concurrency N]',
    'npm run backfill -- --env NAME [--prefix P] [--since DATE] --run --engine batch [--role ARN]',
    'npm run backfill -- --env NAME --status JOB',
  ],
  description: `Without --run it only counts, and says what it would take. It compares the metadata of the thumbnails with the originals and with
the deployed settings, with one HEAD for each object. It skips images with current thumbnails, and keys that keyFilters leave out.

With --run it invokes the function for every other object and waits for each outcome. Live uploads do not queue behind the
backfill, and it creates no dead letters. It may be interrupted or killed: the same command continues, and does no key twice. At the
end, a file lists the keys that were rejected or failed.

For millions of objects, --engine batch lets S3 Batch Operations list the bucket and invoke the function for each object. The function
skips images with current thumbnails, which takes two HEADs. The command prints the job's id, and --status shows the progress of that
job. The setting batchBackfill creates the role that the job needs.

It uses the credentials that the AWS CLI would use, and needs lambda:GetFunctionConfiguration, s3:ListBucket on both
buckets and s3:GetObject on the processed bucket; with --run, lambda:GetFunctionConcurrency and lambda:InvokeFunction; with
--engine batch, s3:CreateJob and iam:PassRole; with --status, s3:DescribeJob.`,
  options: {
    ...environmentOptions,
    prefix: value('P', 'only keys that begin with it', z.string().default('')),
    since: dateOption('only objects that were written at this time or later'),
    run: flag('make the thumbnails'),
    engine: value(
      'NAME',
      'invoke, or batch for S3 Batch Operations (default invoke)',
      z.enum(['invoke', 'batch'], { error: 'expected invoke or batch' }).default('invoke'),
    ),
    role: value(
      'ARN',
      'the role for S3 Batch Operations (default the one that batchBackfill creates)',
      z
        .string()
        .regex(/^arn:[\w-]+:iam::\d{12}:role\/.+$/, { error: 'expected the ARN of a role' })
        .optional(),
    ),
    status: value('JOB', 'only show the progress of a job of --engine batch', z.string().min(1).optional()),
    rate: value('N', 'invocations a second (default 20)', wholeNumber(1, 10_000).default(20)),
    concurrency: value('N', 'invocations at a time (default 5)', wholeNumber(1, 1000).default(5)),
    maxFailures: value(
      'PERCENT',
      'stop when more than so many percent fail (default 10)',
      wholeNumber(0, 100).default(10),
    ),
    directory: value(
      'DIR',
      'where the journal and the report are (default .backfill)',
      z.string().transform(whereTyped).default(path.join(root, '.backfill')),
    ),
  },
  examples: {
    'npm run backfill -- --env prod': 'how many images have no current thumbnails, and what they cost',
    'npm run backfill -- --env prod --run --prefix photos/': 'makes those of photos/',
    'npm run backfill -- --env dev --run --endpoint-url http://127.0.0.1:4580': 'those of npm start',
  },
  exitCodes: { 0: 'every image has current thumbnails, or was rejected', 1: 'some failed, or AWS refused' },
  run: (
    { prefix, since, run, engine, role, status, rate, concurrency, maxFailures, directory, ...place },
    { signal },
  ) => {
    if (role !== undefined && engine !== 'batch') throw new UsageError('--role is for --engine batch.');
    if ((engine === 'batch' || status !== undefined) && place.endpointUrl !== undefined)
      throw new UsageError('S3 Batch Operations are on AWS alone: leave out --endpoint-url, or use --engine invoke.');
    return withEnvironment(place, async ({ settings, names, client }) => {
      if (engine === 'batch' && role === undefined && !settings.batchBackfill)
        throw new UsageError(
          `${place.env} has no role for S3 Batch Operations. Set batchBackfill: true in its settings, run the bootstrap again and deploy, or name another role with --role.`,
        );
      const s3 = new S3Client(client);
      // Lambda throttles while live uploads use its concurrency.
      const lambda = new LambdaClient({ ...client, maxAttempts: 10 });
      const deployed = await readDeployedFunction(lambda, names.function);
      const { sourceBucket: bucket, digest } = deployed.settings;
      const control = new S3ControlClient(client);
      if (status !== undefined) return showStatus(control, accountOf(deployed), status);
      await assertBuckets(s3, deployed.settings);
      const selection = { keyFilters: settings.keyFilters, since };
      const work = {
        selection,
        pagesAfter: (after: string | undefined) => listObjects(s3, { bucket, prefix, after }),
        freshnessOf: (object: ListedObject) => quickFreshness(s3, object, deployed.settings),
        reconcileKey: (key: string) => reconcileKey(lambda, { functionName: names.function, bucket, key }),
        rate,
        concurrency,
        maxFailurePercent: maxFailures,
        signal,
      };
      if (!run) return showSurvey(work, { deployed, prefix });
      await assertNotPaused(lambda, names.function, place);
      if (engine === 'batch') {
        const roleArn = role ?? backfillRoleArn(deployed, names);
        return createJob(control, batchJob({ deployed, roleArn, prefix, selection }), place.env);
      }
      // Another selection, or other settings, are another backfill.
      const identity = JSON.stringify([bucket, prefix, selection, digest]);
      const name = `${place.env}-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`;
      return withJournal(path.join(directory, name), (journal) => makeAll(journal, work));
    });
  },
});

type Work = Omit<BackfillOptions, 'journal' | 'onProgress'>;

/** Prints the progress of a job of S3 Batch Operations, and returns the exit code. */
async function showStatus(control: S3ControlClient, account: string, job: string): Promise<number> {
  const { Job = {} } = await control.send(new DescribeJobCommand({ AccountId: account, JobId: job }));
  process.stdout.write(describeJob(Job));
  return Job.Status === 'Failed' || Job.Status === 'Cancelled' ? 1 : 0;
}

/** Creates a job of S3 Batch Operations, prints its id, and returns the exit code. */
async function createJob(control: S3ControlClient, job: CreateJobCommandInput, env: string): Promise<number> {
  const { JobId } = await control.send(new CreateJobCommand(job));
  process.stdout.write(`${JobId}\nHow far it is: npm run backfill -- --env ${env} --status ${JobId}\n`);
  return 0;
}

/** Prints what a backfill would do, and returns the exit code. */
async function showSurvey(
  { pagesAfter, ...work }: Work,
  { deployed, prefix }: { deployed: DeployedFunction; prefix: string },
): Promise<number> {
  const { sourceBucket: bucket } = deployed.settings;
  const bar = progressBar(0, process.stderr);
  const surveyed = await survey(pagesAfter(undefined), {
    ...work,
    onProgress: (done) => bar.update(done, done),
  }).finally(() => bar.end());
  process.stdout.write(describeSurvey(surveyed, `s3://${bucket}/${prefix}`, deployed, work));
  const isEmpty = Object.values(surveyed.counts).every((count) => count === 0);
  if (isEmpty) for (const line of noSuchPrefix(bucket, prefix)) process.stdout.write(`${line}\n`);
  return 0;
}

/** Runs a backfill, prints what became of the images, and returns the exit code. */
async function makeAll(journal: Journal, work: Work): Promise<number> {
  const total = await countLeft(journal, work);
  const bar = progressBar(total, process.stderr);
  const started = performance.now();
  const onProgress = (done: number) => bar.update(done, total, progressNote(done, total, performance.now() - started));
  try {
    await backfill({ ...work, journal, onProgress });
  } catch (error) {
    bar.print(process.stderr, 'Not finished. Run the same command again to continue here.');
    throw error;
  } finally {
    bar.end();
  }
  const problems = journal.finish();
  process.stdout.write(describeBackfill(journal, problems));
  return journal.counts.has('failed') ? 1 : 0;
}
