import { resultsPrefix } from '../../functions/thumbnail/contract.ts';
import { encryptionOf } from '../encryption-of.ts';
import { keysOf } from '../keys-of.ts';
import { namesOf } from '../names.ts';
import { partitionOf } from '../partition-of.ts';
import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';
import { decryptVariables } from './key-permissions.ts';

const readQueue = ['sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'];

/** Allows what `pause`, `resume`, `dead-letters` and `redrive` do, and reading results. It shows no image. */
export function onCallPermissions(settings: Settings, account: string): Statement[] {
  const { functionArn, queue, processed } = arnsOf(settings, account);
  return [
    {
      sid: 'PauseAndResume',
      actions: [
        'lambda:DeleteFunctionConcurrency',
        'lambda:GetFunctionConcurrency',
        'lambda:GetFunctionConfiguration',
        'lambda:ListTags',
        'lambda:PutFunctionConcurrency',
        'lambda:TagResource',
        'lambda:UntagResource',
      ],
      resources: [functionArn],
    },
    { sid: 'SendEventsAgain', actions: ['lambda:InvokeFunction'], resources: [functionArn] },
    { sid: 'HandleDeadLetters', actions: [...readQueue, 'sqs:DeleteMessage'], resources: [queue] },
    { sid: 'ReadResults', actions: ['s3:GetObject'], resources: [`${processed}/${resultsPrefix}/*`] },
    ...decrypt(settings, ['processedBucket'], 'DecryptResultsAndLetters'),
  ];
}

/** Allows what `status` and `verify` do. A HEAD takes `s3:GetObject`, so that it shows every image. */
export function auditPermissions(settings: Settings, account: string): Statement[] {
  const { functionArn, queue, source, processed, logGroup } = arnsOf(settings, account);
  return [
    { sid: 'ReadDeployedSettings', actions: ['lambda:GetFunctionConfiguration'], resources: [functionArn] },
    ...decryptVariables([settings]),
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: [source, processed] },
    { sid: 'ReadObjects', actions: ['s3:GetObject'], resources: [`${source}/*`, `${processed}/*`] },
    ...decrypt(settings, ['sourceBucket', 'processedBucket'], 'DecryptObjectsAndLetters'),
    { sid: 'ReadDeadLetters', actions: readQueue, resources: [queue] },
    { sid: 'QueryLog', actions: ['logs:StartQuery'], resources: [`${logGroup}:*`] },
    {
      sid: 'ReadQueryResults',
      actions: ['logs:GetQueryResults'],
      resources: ['*'],
      wildcardReason: 'A query has no ARN.',
    },
  ];
}

function arnsOf(settings: Settings, account: string) {
  const names = namesOf(settings, account);
  const { region } = settings;
  const partition = partitionOf(region);
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return {
    functionArn: arn('lambda', `function:${names.function}`),
    queue: arn('sqs', names.deadLetterQueue),
    logGroup: arn('logs', `log-group:${names.logGroup}`),
    source: `arn:${partition}:s3:::${names.sourceBucket}`,
    processed: `arn:${partition}:s3:::${names.processedBucket}`,
  };
}

/** Allows decrypting what S3 reads from some buckets, and SQS from the dead-letter queue, for their caller. */
function decrypt(settings: Settings, buckets: ('sourceBucket' | 'processedBucket')[], sid: string): Statement[] {
  const former = buckets.includes('sourceBucket') ? settings.formerKeys : [];
  const encryptions = [settings.encryption, ...buckets.map((bucket) => encryptionOf(settings, bucket)), ...former];
  const resources = keysOf(encryptions);
  if (resources.length === 0) return [];
  const services = ['s3', 'sqs'].map((service) => `${service}.${settings.region}.amazonaws.com`);
  const condition = [{ test: 'StringEquals', variable: 'kms:ViaService', values: services }];
  return [{ sid, actions: ['kms:Decrypt'], resources, condition }];
}
