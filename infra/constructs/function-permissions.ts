import { encryptionOf } from '../encryption-of.ts';
import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';
import type {
  CloudwatchLogGroup,
  DataAwsCloudwatchEventBus,
  DataAwsS3Bucket,
  S3Bucket,
  SqsQueue,
} from '../terraform.ts';
import { keyPermission } from './key-permission.ts';
import { networkPermission } from './network-permission.ts';

const sendTraces: Statement = {
  sid: 'SendTraces',
  actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  resources: ['*'],
  wildcardReason: 'The write actions of X-Ray support no resource other than *.',
};

export interface FunctionPermissionsProps {
  settings: Pick<Settings, 'encryption' | 'formerKeys' | 'sourceBucket' | 'processedBucket' | 'tracing' | 'vpc'>;
  source: S3Bucket | DataAwsS3Bucket;
  processed: S3Bucket | DataAwsS3Bucket;
  logGroup: CloudwatchLogGroup;
  /** The ARN of the KMS key that hides keys in the log, if the settings ask for it. */
  logKeyArn: string | undefined;
  deadLetterQueue: SqsQueue;
  outcomeBus: DataAwsCloudwatchEventBus | undefined;
}

/** Returns the permissions of the function's role: the actions that its work needs, on the resources that it uses, and no more. */
export function functionPermissions({ settings, ...props }: FunctionPermissionsProps): Statement[] {
  const { source, processed, logGroup, logKeyArn, deadLetterQueue, outcomeBus } = props;
  const { formerKeys, tracing } = settings;
  return [
    { sid: 'ReadSourceObjects', actions: ['s3:GetObject'], resources: [`${source.arn}/*`] },
    // Without it S3 answers 403 instead of 404 for a missing key, so that a removal would look like a denial.
    { sid: 'DistinguishMissingFromDenied', actions: ['s3:ListBucket'], resources: [source.arn, processed.arn] },
    // A HEAD tells which source a thumbnail was made of: those of an object whose format is off now are kept.
    { sid: 'FindThumbnails', actions: ['s3:GetObject'], resources: [`${processed.arn}/*`] },
    { sid: 'WriteThumbnails', actions: ['s3:PutObject', 's3:DeleteObject'], resources: [`${processed.arn}/*`] },
    ...keyPermission([encryptionOf(settings, 'sourceBucket'), ...formerKeys], 'DecryptSourceObjects', 'kms:Decrypt'),
    ...keyPermission([encryptionOf(settings, 'processedBucket')], 'EncryptThumbnails', 'kms:GenerateDataKey'),
    {
      sid: 'WriteLog',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${logGroup.arn}:*`],
    },
    { sid: 'ReportFailures', actions: ['sqs:SendMessage'], resources: [deadLetterQueue.arn] },
    ...(logKeyArn === undefined
      ? []
      : [{ sid: 'HideKeysInLog', actions: ['kms:GenerateMac'], resources: [logKeyArn] }]),
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
    ...keyPermission([settings.encryption], 'EncryptFailures', 'kms:Decrypt', 'kms:GenerateDataKey'),
    ...(outcomeBus ? [{ sid: 'ReportOutcomes', actions: ['events:PutEvents'], resources: [outcomeBus.arn] }] : []),
    ...networkPermission(settings),
    ...(tracing ? [sendTraces] : []),
  ];
}
