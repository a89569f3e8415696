import type { DeployedFunction } from '../deployed-function.ts';
import { prices } from '../estimate/prices.ts';
import type { Survey } from './survey.ts';

/** They are the same in us-east-1. */
const { s3MillionGets, s3MillionPuts, lambdaMillionRequests, lambdaGigabyteSecond } = prices['eu-west-1'];

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
  const requests = (2 * s3MillionGets + puts * s3MillionPuts + lambdaMillionRequests) / 1_000_000;
  const compute = assumedSeconds * (memoryMegabytes / 1024) * lambdaGigabyteSecond;
  return {
    seconds: images / Math.min(rate, concurrency / assumedSeconds),
    dollars: images * (requests + compute),
  };
}
