import type { Settings } from './settings.ts';

/** What an environment's names are made of. */
export type Identity = Pick<Settings, 'project' | 'name' | 'region'> &
  Partial<Pick<Settings, 'sourceBucket' | 'processedBucket'>>;

/** The names, in AWS, of what one environment consists of. */
export interface Names {
  sourceBucket: string;
  processedBucket: string;
  function: string;
  role: string;
  /** Of the roles in IAM: where only those of the environment are, whatever others are named. */
  rolePath: string;
  logGroup: string;
  deadLetterQueue: string;
  alarmTopic: string;
  dashboard: string;
  /** Of the metrics that the function's log is made into. */
  metricNamespace: string;
}

/**
 * Names everything of an environment, so that nothing is spelled twice. Bucket names are one world-wide namespace, hence
 * account and region in them; `account` is twelve digits, or the expression that Terraform puts them in place of.
 */
export function namesOf({ project, name, region, sourceBucket, processedBucket }: Identity, account: string): Names {
  const prefix = `${project}-${name}`;
  const givenSource = typeof sourceBucket === 'object' ? sourceBucket.existing : sourceBucket;
  return {
    sourceBucket: givenSource ?? `${prefix}-source-${account}-${region}`,
    processedBucket: processedBucket ?? `${prefix}-processed-${account}-${region}`,
    function: `${prefix}-thumbnail`,
    role: `${prefix}-thumbnail`,
    rolePath: `/${prefix}/`,
    logGroup: `/aws/lambda/${prefix}-thumbnail`,
    deadLetterQueue: `${prefix}-thumbnail-dead-letter`,
    alarmTopic: `${prefix}-thumbnail-alarms`,
    dashboard: `${prefix}-thumbnail`,
    metricNamespace: `${prefix}-thumbnail`,
  };
}

/** The id, within the stack, of what sends alarms to an e-mail address. */
export function subscriptionId(email: string): string {
  return email.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
