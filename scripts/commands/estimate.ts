import * as z from 'zod';
import { Settings } from '../../infra/settings.ts';
import { defineCommand } from '../cli/command.ts';
import { number } from '../cli/number-option.ts';
import { flag, value, wholeNumber } from '../cli/options.ts';
import { UsageError } from '../cli/usage-error.ts';
import { environmentSettings } from '../operations/environment-settings.ts';
import { accountLimits, peakRate } from '../operations/estimate/account-limits.ts';
import { estimate } from '../operations/estimate/estimate.ts';
import { type PricedRegion, prices } from '../operations/estimate/prices.ts';
import { renderEstimate } from '../operations/estimate/render-estimate.ts';
import { waitOption } from '../operations/estimate/wait-option.ts';
import { invocationTime } from '../trials/bench/report/invocation-time.ts';
import { readReport } from '../trials/bench/report/read-report.ts';

const regions = Object.keys(prices);
const defaultMemory = Settings.shape.memoryMegabytes.parse(undefined);
const isPriced = (region: string): region is PricedRegion => region in prices;

export const command = defineCommand({
  summary: 'Estimate what an environment costs in a month, and which limits of AWS it reaches.',
  usage: ['npm run estimate -- --images-per-month N --avg-mb N [--env NAME] [OPTION]...'],
  description: `The time of an invocation is the CPU time of the benchmark (docs/benchmarks/) for a photo of this size, plus an assumed time to
wait for S3. Once it is deployed, use the duration that CloudWatch shows instead.`,
  options: {
    imagesPerMonth: value('N', 'the uploads of a month, such as 1e6', number(1, 1e12)),
    avgMb: value('N', 'the average size of an upload in MB', number(0.001, 10_000)),
    env: value('NAME', 'take the settings of this environment of infra/environments.ts', z.string().optional()),
    region: value('NAME', `take the prices of ${regions.join(' or ')} (default eu-west-1)`, z.string().optional()),
    variants: value('N', 'the thumbnails of each image (default 1)', wholeNumber(1, 100).optional()),
    memoryMb: value('N', `memoryMegabytes (default ${defaultMemory})`, wholeNumber(128, 10_240).optional()),
    reservedConcurrency: value(
      'N',
      'the concurrency of the environment (default 10)',
      wholeNumber(1, 100_000).optional(),
    ),
    thumbnailKb: value('N', 'the size of a thumbnail in kB (default 6)', number(0.1, 10_000).default(6)),
    cpuMs: value(
      'N',
      'the milliseconds of CPU of an invocation, instead of the benchmark',
      number(0, 900_000).optional(),
    ),
    waitMs: waitOption,
    peak: value('N', 'how many times the average the busiest time has (default 10)', number(1, 1e6).default(10)),
    viewsPerImage: value('N', 'how often each image is shown by CloudFront (default 0)', number(0, 1e9).default(0)),
    results: flag('with a result for each upload'),
    outcomeEvents: flag('with an event for each outcome'),
    thumbnailEvents: flag('with an event for each thumbnail'),
    kms: flag('with a KMS key'),
    hideKeys: flag('with a log that hides keys'),
  },
  examples: { 'npm run estimate -- --images-per-month 1e6 --avg-mb 4': 'a million photos with the default settings' },
  async run(options) {
    const settings = options.env === undefined ? undefined : await environmentSettings(options.env);
    const region = options.region ?? settings?.region ?? 'eu-west-1';
    if (!isPriced(region)) {
      throw new UsageError(
        `--region is ${JSON.stringify(region)}, expected ${regions.join(' or ')}. To add another one: scripts/operations/estimate/prices.ts.`,
      );
    }
    const workload = {
      imagesPerMonth: options.imagesPerMonth,
      variants: options.variants ?? settings?.variants.length ?? 1,
      thumbnailKilobytes: options.thumbnailKb,
      memoryMegabytes: options.memoryMb ?? settings?.memoryMegabytes ?? defaultMemory,
      cpuMs: options.cpuMs ?? invocationTime(await readReport(), options.avgMb * 1e6),
      waitMs: options.waitMs,
      peak: options.peak,
      viewsPerImage: options.viewsPerImage,
      results: options.results || settings?.results === true,
      outcomeEvents: options.outcomeEvents || settings?.outcomeEvents === true,
      thumbnailEvents: options.thumbnailEvents || settings?.thumbnailEvents === true,
      kms: options.kms || (settings !== undefined && settings.encryption !== 'SSE-S3'),
      hidesKeys: options.hideKeys || settings?.logKeys === 'hmac',
    };
    const estimated = estimate(workload, prices[region]);
    const reserved = options.reservedConcurrency ?? settings?.reservedConcurrency ?? 10;
    const limits = accountLimits(workload, estimated.invocationMs, reserved === 'unreserved' ? undefined : reserved);
    const { imagesPerMonth } = workload;
    console.log(renderEstimate(estimated, { imagesPerMonth, region, peakRate: peakRate(workload), limits }));
    return 0;
  },
});
