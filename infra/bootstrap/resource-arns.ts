import { keysOf } from '../keys-of.ts';
import { namesOf } from '../names.ts';
import { partitionOf } from '../partition-of.ts';
import type { Settings } from '../settings.ts';
import { triggerOf } from '../uploads/trigger-of.ts';

/** ARNs, or patterns of ARNs, of one environment's resources, by kind. */
export interface ResourceArns {
  /** Buckets that the stack creates. */
  buckets: string[];
  /** Buckets that existed before. */
  existingBuckets: string[];
  /** Buckets that existed before, and whose notifications the stack manages. */
  notifyingBuckets: string[];
  /** Buckets that the function writes thumbnails to. */
  thumbnailBuckets: string[];
  /** Images that the probe uploads. */
  probeImages: string[];
  functions: string[];
  /** The function of the probe. */
  probes: string[];
  roles: string[];
  queues: string[];
  rules: string[];
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
  const { sourceBucket, processedBucket, rolePath, probe } = namesOf(settings, account);
  const { sourceBucket: source, processedBucket: processed } = settings;
  const existing = [
    ...(typeof source === 'object' ? [sourceBucket] : []),
    ...(typeof processed === 'object' ? [processedBucket] : []),
  ];
  const notifying = existing.filter((bucket) => bucket === sourceBucket && triggerOf(settings) === 'notification');
  const named = [sourceBucket, processedBucket].filter(
    (bucket) => !existing.includes(bucket) && !bucket.startsWith(prefix),
  );
  const keysElsewhere = imageKeysOf(settings).filter((key) => !key.includes(`:${account}:`));
  const partition = partitionOf(region);
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const bucketArn = (bucket: string) => `arn:${partition}:s3:::${bucket}`;
  return {
    buckets: [`${prefix}*`, ...named].map(bucketArn),
    existingBuckets: existing.map(bucketArn),
    notifyingBuckets: notifying.map(bucketArn),
    thumbnailBuckets: [...new Set([`${prefix}*`, processedBucket])].map(bucketArn),
    probeImages: typeof settings.probe === 'object' ? [`${bucketArn(sourceBucket)}/${settings.probe.prefix}*`] : [],
    probes: [arn('lambda', `function:${probe}`)],
    functions: [arn('lambda', `function:${prefix}*`)],
    roles: [`arn:${partition}:iam::${account}:role${rolePath}*`],
    queues: [arn('sqs', `${prefix}*`)],
    rules: [arn('events', `rule/${prefix}*`)],
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
function imageKeysOf({ encryption, formerKeys, sourceBucket, processedBucket }: Settings): string[] {
  const existing = [sourceBucket, processedBucket].flatMap((choice) =>
    typeof choice === 'object' ? choice.encryption : [],
  );
  return keysOf([encryption, ...formerKeys, ...existing]);
}
