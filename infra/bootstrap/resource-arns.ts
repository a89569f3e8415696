import { namesOf } from '../names.ts';
import { partitionOf } from '../partition-of.ts';
import type { Settings } from '../settings.ts';

/** ARNs, or patterns of ARNs, of one environment's resources, by kind. */
export interface ResourceArns {
  buckets: string[];
  /** Buckets that existed before. The stack manages only their notifications. */
  existingBuckets: string[];
  functions: string[];
  roles: string[];
  queues: string[];
  topics: string[];
  logGroups: string[];
  alarms: string[];
  dashboards: string[];
  eventBuses: string[];
  /** All keys of the account in the region, because a key has no name; and those of other accounts that the settings name. */
  keys: string[];
  /** All log groups: Terraform lists them to find its own. */
  listings: string[];
}

/** Returns the ARNs of an environment. `account` is twelve digits, or the Terraform expression for them. */
export function resourceArnsOf(settings: Settings, account: string): ResourceArns {
  const { project, name, region } = settings;
  const prefix = `${project}-${name}-`;
  const { sourceBucket, processedBucket, rolePath } = namesOf(settings, account);
  const existing = typeof settings.sourceBucket === 'object' ? [sourceBucket] : [];
  const made = [sourceBucket, processedBucket].filter((bucket) => !existing.includes(bucket));
  const named = made.filter((bucket) => !bucket.startsWith(prefix));
  const keysElsewhere = keysOf(settings).filter((key) => !key.includes(`:${account}:`));
  const partition = partitionOf(region);
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const bucketArn = (bucket: string) => `arn:${partition}:s3:::${bucket}`;
  return {
    buckets: [`${prefix}*`, ...named].map(bucketArn),
    existingBuckets: existing.map(bucketArn),
    functions: [arn('lambda', `function:${prefix}*`)],
    roles: [`arn:${partition}:iam::${account}:role${rolePath}*`],
    queues: [arn('sqs', `${prefix}*`)],
    topics: [arn('sns', `${prefix}*`)],
    logGroups: [arn('logs', `log-group:/aws/lambda/${prefix}*`)],
    alarms: [arn('cloudwatch', `alarm:${prefix}*`)],
    dashboards: [`arn:${partition}:cloudwatch::${account}:dashboard/${prefix}*`],
    eventBuses: [arn('events', 'event-bus/default')],
    keys: [arn('kms', 'key/*'), ...keysElsewhere],
    listings: [arn('logs', 'log-group:*')],
  };
}

/** Returns the ARNs of the KMS keys that encrypt, or encrypted, the environment's images. */
function keysOf({ encryption, formerKeys, sourceBucket }: Settings): string[] {
  const encryptions = [
    encryption,
    ...formerKeys,
    ...(typeof sourceBucket === 'object' ? [sourceBucket.encryption] : []),
  ];
  return [...new Set(encryptions)].filter((each) => each !== 'SSE-S3');
}
