import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { defineCommand } from '../cli/command.ts';
import { flag, value, wholeNumber } from '../cli/options.ts';
import { UsageError } from '../cli/usage-error.ts';
import { assertBuckets } from '../operations/assert-buckets.ts';
import { lettersAbout } from '../operations/dead-letters/letters-about.ts';
import { readDeployedFunction } from '../operations/deployed-function.ts';
import { environmentOptions, withEnvironment } from '../operations/open-environment.ts';
import { describeStatus, type Status } from '../operations/status/describe-status.ts';
import { keyStatus } from '../operations/status/key-status.ts';
import { logLines } from '../operations/status/log-lines.ts';
import { nameInLog } from '../operations/status/name-in-log.ts';

const dayMs = 24 * 60 * 60 * 1000;

export const command = defineCommand({
  summary: 'Tell what became of one image: its thumbnails, its dead letters, its lines in the log.',
  usage: ['npm run status -- --env NAME KEY [--days N] [--json]'],
  description: `KEY is the key in the source bucket. A thumbnail is current if it was made of the object that is there now, with the deployed
settings.

It uses the credentials that the AWS CLI would use, and needs lambda:GetFunctionConfiguration; s3:ListBucket and s3:GetObject
on both buckets, since a HEAD takes it; sqs:GetQueueUrl, sqs:GetQueueAttributes, sqs:ReceiveMessage and
sqs:ChangeMessageVisibility; logs:StartQuery and logs:GetQueryResults; with logKeys: 'hmac' also kms:GenerateMac with the key of
the log. CloudWatch bills the query by what it scans.`,
  options: {
    ...environmentOptions,
    days: value('N', 'how far to look back in the log (default 3)', wholeNumber(1, 3653).default(3)),
    json: flag('print one JSON object'),
  },
  positionals: { placeholder: 'KEY', description: 'the key of the original', min: 1, max: 1 },
  examples: {
    'npm run status -- --env prod photos/cat.jpg': 'where its thumbnails are',
    'npm run status -- --env dev --endpoint-url http://127.0.0.1:4580 cat.jpg': 'the same for npm start',
  },
  exitCodes: {
    0: 'everything is current, or the image was rejected, or is gone with all that was made of it',
    1: 'something is missing, outdated or left over',
  },
  run: ({ days, json, ...place }, { positionals: [key = ''], signal }) => {
    if (key === '') throw new UsageError('KEY is "", expected the key of an original, such as photos/cat.jpg.');
    return withEnvironment(place, async ({ names, client }) => {
      const { settings } = await readDeployedFunction(new LambdaClient(client), names.function);
      const s3 = new S3Client(client);
      await assertBuckets(s3, settings);
      const logs = new CloudWatchLogsClient(client);
      const since = new Date(Date.now() - days * dayMs);
      const [found, letters, log] = await Promise.all([
        keyStatus(s3, key, settings),
        lettersAbout(new SQSClient(client), { queueName: names.deadLetterQueue, key, signal }),
        nameInLog(new KMSClient(client), key, settings).then((name) =>
          logLines(logs, { logGroup: names.logGroup, key: name, since, max: 5 }, signal),
        ),
      ]);
      const deadLetters = letters.map(({ sentAt, letter: { cause, reason } }) => ({ sentAt, cause, reason }));
      const status: Status = { key, bucket: settings.sourceBucket, ...found, deadLetters, log };
      process.stdout.write(json ? `${JSON.stringify(status)}\n` : describeStatus(status, settings.digest));
      const expected = status.source ? 'current' : 'missing';
      const isRight = status.rejected !== undefined || status.made.every(({ freshness }) => freshness === expected);
      return isRight && deadLetters.length === 0 ? 0 : 1;
    });
  },
});
