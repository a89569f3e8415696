import { namesOf } from '../names.ts';
import { partitionOf } from '../partition-of.ts';
import type { Settings } from '../settings.ts';

/** ARNs, or patterns of ARNs, of all that one environment consists of, by kind. */
export interface ResourceArns {
  buckets: string[];
  /** Buckets that were there before, and of which only the notifications are ours. */
  existingBuckets: string[];
  functions: string[];
  roles: string[];
  queues: string[];
  topics: string[];
  logGroups: string[];
  alarms: string[];
  dashboards: string[];
  eventBuses: string[];
  /** All of the region: keys have no names. */
  keys: string[];
  /** What Terraform looks its log groups and alarms up in, which takes a permission on all of them. */
  listings: string[];
}

/** The environment's names and patterns of names; `account` is twelve digits, or the expression Terraform puts them in for. */
export function resourceArnsOf(settings: Settings, account: string): ResourceArns {
  const { project, name, region } = settings;
  const prefix = `${project}-${name}-`;
  const { sourceBucket, processedBucket, rolePath } = namesOf(settings, account);
  const existing = typeof settings.sourceBucket === 'object' ? [sourceBucket] : [];
  const made = [sourceBucket, processedBucket].filter((bucket) => !existing.includes(bucket));
  const named = made.filter((bucket) => !bucket.startsWith(prefix));
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
    keys: [arn('kms', 'key/*')],
    listings: [arn('logs', 'log-group:*'), arn('cloudwatch', 'alarm:*')],
  };
}
