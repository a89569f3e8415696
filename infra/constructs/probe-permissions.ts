import { fillTemplate } from '../../functions/thumbnail/keys/fill-template.ts';
import { encryptionOf } from '../encryption-of.ts';
import { type PlanSettings, probePlan } from '../probe/plan.ts';
import type { Settings } from '../settings.ts';
import type { CloudwatchLogGroup, DataAwsS3Bucket, S3Bucket } from '../terraform.ts';
import type { Permission } from './function-permissions.ts';
import { keyPermission } from './key-permission.ts';
import { networkPermission } from './network-permission.ts';

export interface ProbePermissionsProps {
  settings: PlanSettings & Pick<Settings, 'encryption' | 'processedBucket' | 'vpc'>;
  source: S3Bucket | DataAwsS3Bucket;
  processed: S3Bucket | DataAwsS3Bucket;
  logGroup: CloudwatchLogGroup;
}

/** Returns the permissions of the probe's role. It writes under the prefix of its images alone, and reads no image. */
export function probePermissions({ settings, source, processed, logGroup }: ProbePermissionsProps): Permission[] {
  const plan = probePlan(settings);
  const writeLog = {
    sid: 'WriteLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [`${logGroup.arn}:*`],
  };
  const common = [writeLog, ...networkPermission(settings)];
  if (plan.kind !== 'upload') {
    return [{ sid: 'ReadNotifications', actions: ['s3:GetBucketNotification'], resources: [source.arn] }, ...common];
  }
  return [
    {
      sid: 'WriteImages',
      actions: ['s3:PutObject', 's3:DeleteObject'],
      resources: [`${source.arn}/${plan.prefix}*`],
    },
    {
      sid: 'FindThumbnails',
      actions: ['s3:GetObject'],
      resources: plan.keyTemplates.map((it) => `${processed.arn}/${fillTemplate(it, `${plan.prefix}*${plan.suffix}`)}`),
    },
    // Without it S3 answers 403 instead of 404 for a thumbnail that does not exist yet.
    { sid: 'DistinguishMissingFromDenied', actions: ['s3:ListBucket'], resources: [processed.arn] },
    ...keyPermission([encryptionOf(settings, 'sourceBucket')], 'EncryptImages', 'kms:GenerateDataKey'),
    ...common,
  ];
}
