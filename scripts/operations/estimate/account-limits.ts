import type { Workload } from './estimate.ts';

/** A limit of AWS or of the environment, and how much of it the busiest time needs. */
export interface AccountLimit {
  name: string;
  needed: number;
  limit: number;
  unit: string;
  /** The page that names the limit. */
  source: string;
  /** The advice when it is too low. */
  remedy: string;
}

const secondsPerMonth = 30 * 24 * 3600;

/** Returns how many uploads a second come at the busiest time. */
export function peakRate({ imagesPerMonth, peak }: Pick<Workload, 'imagesPerMonth' | 'peak'>): number {
  return (imagesPerMonth / secondsPerMonth) * peak;
}

/**
 * Returns the limits that uploads can reach, those that are needed most first.
 * @param invocationMs milliseconds of one invocation
 * @param reservedConcurrency undefined when the environment has none of its own
 */
export function accountLimits(
  workload: Pick<Workload, 'imagesPerMonth' | 'peak' | 'variants' | 'results'>,
  invocationMs: number,
  reservedConcurrency: number | undefined,
): AccountLimit[] {
  const rate = peakRate(workload);
  const concurrency = rate * (invocationMs / 1000);
  const quotas = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
  const s3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html';
  const limits: AccountLimit[] = [
    ...(reservedConcurrency === undefined ? [] : [ofEnvironment(concurrency, reservedConcurrency)]),
    {
      name: 'concurrent executions of Lambda, for all functions of the account and region',
      needed: concurrency,
      limit: 1000,
      unit: 'invocations at a time',
      source: quotas,
      remedy: 'ask for more in Service Quotas; a new account may have as few as 10',
    },
    {
      name: 'GET and HEAD requests for one prefix of the source bucket',
      needed: rate * 2,
      limit: 5500,
      unit: 'requests a second',
      source: s3,
      remedy: 'spread the keys over several prefixes, which S3 then splits by itself',
    },
    {
      name: 'PUT requests for one prefix of the processed bucket',
      // Each variant, and the results, have a prefix of their own.
      needed: rate,
      limit: 3500,
      unit: 'requests a second',
      source: s3,
      remedy: 'spread the keys over several prefixes, which S3 then splits by itself',
    },
  ];
  return limits.sort((one, other) => other.needed / other.limit - one.needed / one.limit);
}

function ofEnvironment(needed: number, limit: number): AccountLimit {
  const name = 'reservedConcurrency of the environment';
  return { name, needed, limit, unit: 'invocations at a time', source: 'docs/settings.md', remedy: 'set a higher one' };
}
