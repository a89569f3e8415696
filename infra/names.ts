import { givenName } from './settings/bucket-choice.ts';
import type { Settings } from './settings.ts';

/** The settings that an environment's names are derived from. */
export type Identity = Pick<Settings, 'project' | 'name' | 'region'> &
  Partial<Pick<Settings, 'sourceBucket' | 'processedBucket' | 'organization'>>;

/** The names of one environment's resources in AWS. */
export interface Names {
  sourceBucket: string;
  processedBucket: string;
  function: string;
  role: string;
  probeRole: string;
  /** The role that S3 Batch Operations assume. */
  backfillRole: string;
  /** The IAM path of the environment's roles, which no other role has. */
  rolePath: string;
  logGroup: string;
  deadLetterQueue: string;
  /** The EventBridge rule for uploads. */
  uploadRule: string;
  /** The function and rule of the probe. */
  probe: string;
  /** The name of CloudFront's policies, keys and their group. */
  delivery: string;
  alarmTopic: string;
  dashboard: string;
  /** The namespace of the metrics that are derived from the function's log. */
  metricNamespace: string;
}

/**
 * Returns the names of everything in an environment, so that no name is spelled twice. Names of buckets contain account and
 * region, because they are unique world-wide. `account` is twelve digits, or the Terraform expression for them.
 */
export function namesOf(identity: Identity, account: string): Names {
  const { project, name, region, sourceBucket, processedBucket, organization } = identity;
  const prefix = `${project}-${name}`;
  const rolePrefix = `${organization?.rolePrefix ?? ''}${prefix}`;
  return {
    sourceBucket: givenName(sourceBucket) ?? `${prefix}-source-${account}-${region}`,
    processedBucket: givenName(processedBucket) ?? `${prefix}-processed-${account}-${region}`,
    function: `${prefix}-thumbnail`,
    role: `${rolePrefix}-thumbnail`,
    probeRole: `${rolePrefix}-probe`,
    backfillRole: `${rolePrefix}-backfill`,
    rolePath: `${organization?.rolePath ?? '/'}${prefix}/`,
    logGroup: `/aws/lambda/${prefix}-thumbnail`,
    deadLetterQueue: `${prefix}-thumbnail-dead-letter`,
    uploadRule: `${prefix}-thumbnail`,
    probe: `${prefix}-probe`,
    delivery: `${prefix}-thumbnail`,
    alarmTopic: `${prefix}-thumbnail-alarms`,
    dashboard: `${prefix}-thumbnail`,
    metricNamespace: `${prefix}-thumbnail`,
  };
}
