import { countOf } from '../../cli/count-of.ts';
import type { DeployedFunction } from '../deployed-function.ts';
import { describeDuration } from './describe-duration.ts';
import { assumedSeconds, estimate } from './estimate.ts';
import type { Survey } from './survey.ts';

/**
 * Returns what a survey found, and what a backfill would take.
 *
 * @param where such as `s3://bucket/prefix`
 */
export function describeSurvey(
  survey: Survey,
  where: string,
  deployed: Pick<DeployedFunction, 'memoryMegabytes' | 'settings'>,
  limits: { rate: number; concurrency: number },
): string {
  const { current, outdated, missing } = survey.counts;
  const lines = [
    `${countOf(current + outdated + missing, 'image')} in ${where}:`,
    `  ${current} with current thumbnails`,
    `  ${outdated} with outdated ones`,
    `  ${missing} without${deployed.settings.results ? '' : ', those that were rejected included'}`,
  ];
  if (outdated + missing === 0) return `${[...lines, 'There is nothing to do.'].join('\n')}\n`;
  const { seconds, dollars } = estimate(survey, deployed, limits);
  const price = dollars < 0.01 ? 'less than 0.01' : dollars.toFixed(2);
  return `${[
    ...lines,
    `${outdated + missing} to make, ${Math.ceil(survey.bytes / 1024 ** 2)} MiB to read: about ${describeDuration(seconds)} and ${price} US dollars, at ${assumedSeconds} s an image.`,
    'Add --run to make them.',
  ].join('\n')}\n`;
}
