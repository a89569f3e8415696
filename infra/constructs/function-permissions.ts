import type { Settings } from '../settings.ts';
import type {
  CloudwatchLogGroup,
  DataAwsCloudwatchEventBus,
  DataAwsS3Bucket,
  S3Bucket,
  SqsQueue,
} from '../terraform.ts';

export interface Permission {
  sid: string;
  actions: string[];
  resources: string[];
}

export interface FunctionPermissionsProps {
  settings: Pick<Settings, 'encryption' | 'sourceBucket' | 'tracing'>;
  source: S3Bucket | DataAwsS3Bucket;
  processed: S3Bucket;
  logGroup: CloudwatchLogGroup;
  deadLetterQueue: SqsQueue;
  outcomeBus: DataAwsCloudwatchEventBus | undefined;
}

/** What the function's role may do: each of the actions that its work takes, on what it works with, and nothing else. */
export function functionPermissions({ settings, ...props }: FunctionPermissionsProps): Permission[] {
  const { source, processed, logGroup, deadLetterQueue, outcomeBus } = props;
  const { encryption, sourceBucket, tracing } = settings;
  const sourceEncryption = typeof sourceBucket === 'object' ? sourceBucket.encryption : encryption;
  return [
    { sid: 'ReadSourceObjects', actions: ['s3:GetObject'], resources: [`${source.arn}/*`] },
    // Without it S3 answers 403, not 404, for a key that is not there: a removal could not be told from a denial.
    { sid: 'TellMissingFromDenied', actions: ['s3:ListBucket'], resources: [source.arn] },
    { sid: 'WriteThumbnails', actions: ['s3:PutObject', 's3:DeleteObject'], resources: [`${processed.arn}/*`] },
    ...use(sourceEncryption, 'DecryptSourceObjects', 'kms:Decrypt'),
    ...use(encryption, 'EncryptThumbnails', 'kms:GenerateDataKey'),
    {
      sid: 'WriteLog',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${logGroup.arn}:*`],
    },
    { sid: 'ReportFailures', actions: ['sqs:SendMessage'], resources: [deadLetterQueue.arn] },
    ...(outcomeBus ? [{ sid: 'ReportOutcomes', actions: ['events:PutEvents'], resources: [outcomeBus.arn] }] : []),
    ...(tracing
      ? [{ sid: 'SendTraces', actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] }]
      : []),
  ];
}

/** SSE-S3 takes no permission; a KMS key takes one on that key. */
function use(encryption: Settings['encryption'], sid: string, action: string): Permission[] {
  return encryption === 'SSE-S3' ? [] : [{ sid, actions: [action], resources: [encryption] }];
}
