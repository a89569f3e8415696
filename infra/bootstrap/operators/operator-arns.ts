import { namesOf } from '../../names.ts';
import { partitionOf } from '../../partition-of.ts';
import type { Settings } from '../../settings.ts';

/** Returns the ARNs of the resources of an environment that operators use. */
export function operatorArns(settings: Settings, account: string) {
  const names = namesOf(settings, account);
  const { region } = settings;
  const partition = partitionOf(region);
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return {
    functionArn: arn('lambda', `function:${names.function}`),
    queue: arn('sqs', names.deadLetterQueue),
    logGroup: arn('logs', `log-group:${names.logGroup}`),
    jobs: arn('s3', 'job/*'),
    source: `arn:${partition}:s3:::${names.sourceBucket}`,
    processed: `arn:${partition}:s3:::${names.processedBucket}`,
    backfillRole: `arn:${partition}:iam::${account}:role${names.rolePath}${names.backfillRole}`,
  };
}
