import { encryptionOf } from '../encryption-of.ts';
import type { Settings } from '../settings.ts';
import type { Statement } from '../statement.ts';
import type { CloudwatchLogGroup, DataAwsS3Bucket, S3Bucket } from '../terraform.ts';
import { keyPermission } from './key-permission.ts';
import { networkPermission } from './network-permission.ts';

export interface ProbePermissionsProps {
  settings: Pick<Settings, 'probe' | 'encryption' | 'sourceBucket' | 'processedBucket' | 'vpc'>;
  source: S3Bucket | DataAwsS3Bucket;
  processed: S3Bucket | DataAwsS3Bucket;
  logGroup: CloudwatchLogGroup;
}

/** Returns the permissions of the probe's role. It writes under the prefix of its images alone, and reads no image. */
export function probePermissions({ settings, source, processed, logGroup }: ProbePermissionsProps): Statement[] {
  const { probe } = settings;
  const writeLog = {
    sid: 'WriteLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${logGroup.arn}:*`],
  };
  const common = [writeLog, ...networkPermission(settings)];
  if (typeof probe !== 'object') {
    return [{ sid: 'ReadNotifications', actions: ['s3:GetBucketNotification'], resources: [source.arn] }, ...common];
  }
  return [
    {
      sid: 'WriteImages',
      actions: ['s3:PutObject', 's3:DeleteObject'],
      resources: [`${source.arn}/${probe.prefix}*`],
    },
    // The prefix ends with a slash, so that every template keeps it whole.
    { sid: 'FindThumbnails', actions: ['s3:GetObject'], resources: [`${processed.arn}/*${probe.prefix}*`] },
    // Without it S3 answers 403 instead of 404 for a thumbnail that does not exist yet.
    { sid: 'DistinguishMissingFromDenied', actions: ['s3:ListBucket'], resources: [processed.arn] },
    ...keyPermission([encryptionOf(settings, 'sourceBucket')], 'EncryptImages', 'kms:GenerateDataKey'),
    ...common,
  ];
}
