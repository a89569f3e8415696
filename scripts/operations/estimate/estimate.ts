import type { Prices, Service } from './prices.ts';

/** The uploads of an environment in a month, and its settings. */
export interface Workload {
  imagesPerMonth: number;
  variants: number;
  thumbnailKilobytes: number;
  memoryMegabytes: number;
  /** The time of one invocation that needs a CPU, in milliseconds of one vCPU. */
  cpuMs: number;
  /** The time of one invocation that waits for S3, in milliseconds. */
  waitMs: number;
  /** The uploads at the busiest time, as a multiple of the average. */
  peak: number;
  /** How often each image's thumbnails are shown. */
  viewsPerImage: number;
  results: boolean;
  outcomeEvents: boolean;
  thumbnailEvents: boolean;
  kms: boolean;
  /** Whether the log hides keys. */
  hidesKeys: boolean;
}

/** One line of the monthly bill. */
export interface CostPart {
  service: Service;
  what: string;
  /** US dollars a month. */
  dollars: number;
  /** Whether the amount is the same for any number of images. */
  isFixed: boolean;
  /** The setting that adds it; undefined for what every environment pays. */
  option: string | undefined;
}

export interface Estimate {
  parts: CostPart[];
  /** Milliseconds of one invocation with the chosen memory. */
  invocationMs: number;
  /** Lambda's parts, in US dollars for a million images. */
  lambdaPerMillion: number;
}

/** With this memory, a function has one vCPU: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const oneCpuMegabytes = 1769;
/** Milliseconds that an invocation waits for S3, where nothing better is known: a GET, a PUT and a HEAD of 20 ms each. */
export const assumedWaitMs = 60;
/** The outcome's line, and Lambda's own lines that an invocation starts and ends. */
const logBytesPerInvocation = 1500;
/** The monitoring of each environment, as it is synthesized. */
export const monitoring = { metricAlarms: 11, compositeAlarms: 1, metrics: 2, dashboards: 1 } as const;
/** Both buckets have bucket keys: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html */
const kmsRequestShare = 0.01;
const million = 1_000_000;

/** Returns the parts of the monthly bill for a workload. */
export function estimate(workload: Workload, prices: Prices): Estimate {
  const { imagesPerMonth, variants } = workload;
  const millions = imagesPerMonth / million;
  const { compute, requests } = lambdaDollars(workload, prices);
  const gigabytes = (imagesPerMonth * variants * workload.thumbnailKilobytes) / million;
  const logGigabytes = (imagesPerMonth * logBytesPerInvocation) / 1e9;

  const lambda = [part('Lambda', 'compute', compute), part('Lambda', 'requests', requests)];
  const parts = [
    ...lambda,
    part('S3', 'PUT of thumbnails', millions * variants * prices.s3MillionPuts),
    part('S3', 'GET and HEAD of originals', 2 * millions * prices.s3MillionGets),
    part('S3', "a month's thumbnails, stored for a month", gigabytes * prices.s3GigabyteMonth),
    part('CloudWatch', 'logs', logGigabytes * prices.logsGigabyte),
    { ...part('CloudWatch', 'alarms, metrics and dashboard', monitoringDollars(prices)), isFixed: true },
    ...eventParts(workload, prices),
    ...(workload.kms ? kmsParts(workload, prices) : []),
    // Its requests are not priced: there is one for each cold start, and 10,000 cost $0.03.
    ...(workload.hidesKeys
      ? [{ ...part('KMS', 'the key of the log', prices.kmsKeyMonth, 'logKeys'), isFixed: true }]
      : []),
    ...(workload.viewsPerImage > 0 ? deliveryParts(workload, prices) : []),
  ];
  return { parts, invocationMs: invocationTime(workload), lambdaPerMillion: sum(lambda) / millions };
}

/** Returns what Lambda costs in US dollars: the time of its memory, and the invocations. */
export function lambdaDollars(
  workload: Pick<Workload, 'imagesPerMonth' | 'memoryMegabytes' | 'cpuMs' | 'waitMs'>,
  prices: Prices,
): { compute: number; requests: number } {
  const { imagesPerMonth, memoryMegabytes } = workload;
  const gigabyteSeconds = imagesPerMonth * (invocationTime(workload) / 1000) * (memoryMegabytes / 1024);
  return {
    compute: gigabyteSeconds * prices.lambdaGigabyteSecond,
    requests: (imagesPerMonth / million) * prices.lambdaMillionRequests,
  };
}

function part(service: Service, what: string, dollars: number, option?: string): CostPart {
  return { service, what, dollars, isFixed: false, option };
}

function eventParts(workload: Workload, prices: Prices): CostPart[] {
  const millions = workload.imagesPerMonth / million;
  const { results, outcomeEvents, thumbnailEvents } = workload;
  const event = millions * prices.eventBridgeMillionEvents;
  return [
    ...(results ? [part('S3', 'PUT of results', millions * prices.s3MillionPuts, 'results')] : []),
    ...(outcomeEvents ? [part('EventBridge', 'events of outcomes', event, 'outcomeEvents')] : []),
    ...(thumbnailEvents
      ? [part('EventBridge', 'events of written objects', event * putsPerImage(workload), 'thumbnailEvents')]
      : []),
  ];
}

function kmsParts(workload: Workload, prices: Prices): CostPart[] {
  const millions = (workload.imagesPerMonth / million) * (1 + putsPerImage(workload)) * kmsRequestShare;
  return [
    { ...part('KMS', 'the key', prices.kmsKeyMonth, 'encryption'), isFixed: true },
    part('KMS', 'requests', millions * prices.kmsMillionRequests, 'encryption'),
  ];
}

/** CloudFront asks S3 once for each view at worst, when no view comes while the thumbnail is still cached. */
function deliveryParts({ imagesPerMonth, viewsPerImage, thumbnailKilobytes }: Workload, prices: Prices): CostPart[] {
  const views = imagesPerMonth * viewsPerImage;
  const gigabytes = (views * thumbnailKilobytes) / million;
  return [
    part('CloudFront', 'requests', (views / million) * prices.cloudFrontMillionRequests, 'delivery'),
    part('CloudFront', 'data', gigabytes * prices.cloudFrontGigabyte, 'delivery'),
    part('S3', 'GET by CloudFront, at worst', (views / million) * prices.s3MillionGets, 'delivery'),
  ];
}

function putsPerImage({ variants, results }: Workload): number {
  return variants + (results ? 1 : 0);
}

/** Less memory is less of a CPU; more than one CPU is of little use for one image. */
function invocationTime({
  cpuMs,
  waitMs,
  memoryMegabytes,
}: Pick<Workload, 'cpuMs' | 'waitMs' | 'memoryMegabytes'>): number {
  return cpuMs * Math.max(1, oneCpuMegabytes / memoryMegabytes) + waitMs;
}

function monitoringDollars(prices: Prices): number {
  const { metricAlarms, compositeAlarms, metrics, dashboards } = monitoring;
  return (
    metricAlarms * prices.metricAlarmMonth +
    compositeAlarms * prices.compositeAlarmMonth +
    metrics * prices.metricMonth +
    dashboards * prices.dashboardMonth
  );
}

/** Returns the sum of parts, in US dollars a month. */
export function sum(parts: readonly CostPart[]): number {
  return parts.reduce((total, { dollars }) => total + dollars, 0);
}
