import type { DeployedFunction } from '../deployed-function.ts';
import type { Survey } from './survey.ts';

/** US dollars, in eu-west-1 and us-east-1: https://aws.amazon.com/s3/pricing/ and https://aws.amazon.com/lambda/pricing/ */
const prices = { get: 0.4e-6, put: 5e-6, invocation: 0.2e-6, gigabyteSecond: 13.3334e-6 };

/** More than a photo of a phone takes with the default memory, so that the estimate is rather too high. */
export const assumedSeconds = 0.5;

export interface Estimate {
  seconds: number;
  /** US dollars, without the HEADs of the survey. */
  dollars: number;
}

/** Returns about how long it takes, and what it costs, to make the thumbnails that a survey found missing or outdated. */
export function estimate(
  { counts }: Survey,
  { memoryMegabytes, settings }: Pick<DeployedFunction, 'memoryMegabytes' | 'settings'>,
  { rate, concurrency }: { rate: number; concurrency: number },
): Estimate {
  const images = counts.outdated + counts.missing;
  const puts = settings.variants.length + (settings.results ? 1 : 0);
  // The function reads the original once, and checks it again.
  const requests = 2 * prices.get + puts * prices.put;
  const compute = prices.invocation + assumedSeconds * (memoryMegabytes / 1024) * prices.gigabyteSecond;
  return {
    seconds: images / Math.min(rate, concurrency / assumedSeconds),
    dollars: images * (requests + compute),
  };
}
