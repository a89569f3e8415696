/** What an environment's names are made of. */
export interface Identity {
  project: string;
  name: string;
  region: string;
  sourceBucket?: string | undefined;
  processedBucket?: string | undefined;
}

/** The names, in AWS, of what one environment consists of. */
export interface Names {
  sourceBucket: string;
  processedBucket: string;
  function: string;
  role: string;
  logGroup: string;
  deadLetterQueue: string;
}

/**
 * Names everything of an environment, so that nothing is spelled twice. Bucket names are one world-wide namespace, hence
 * account and region in them; `account` is twelve digits, or the expression that Terraform puts them in place of.
 */
export function namesOf({ project, name, region, sourceBucket, processedBucket }: Identity, account: string): Names {
  const prefix = `${project}-${name}`;
  return {
    sourceBucket: sourceBucket ?? `${prefix}-source-${account}-${region}`,
    processedBucket: processedBucket ?? `${prefix}-processed-${account}-${region}`,
    function: `${prefix}-thumbnail`,
    role: `${prefix}-thumbnail`,
    logGroup: `/aws/lambda/${prefix}-thumbnail`,
    deadLetterQueue: `${prefix}-thumbnail-dead-letter`,
  };
}
