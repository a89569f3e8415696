/** US dollars. */
export interface Prices {
  lambdaGigabyteSecond: number;
  lambdaMillionRequests: number;
  s3MillionPuts: number;
  s3MillionGets: number;
  s3GigabyteMonth: number;
  logsGigabyte: number;
  metricAlarmMonth: number;
  compositeAlarmMonth: number;
  metricMonth: number;
  dashboardMonth: number;
  eventBridgeMillionEvents: number;
  kmsKeyMonth: number;
  kmsMillionRequests: number;
  /** From the edge of the same part of the world. */
  cloudFrontGigabyte: number;
  cloudFrontMillionRequests: number;
}

/** The day of this table. Prices change: compare them with the pages below before you rely on them. */
export const pricesOf = '2026-11-26';

/** The pages of AWS that the prices are from, by service. */
export const priceSources = {
  Lambda: 'https://aws.amazon.com/lambda/pricing/',
  S3: 'https://aws.amazon.com/s3/pricing/',
  CloudWatch: 'https://aws.amazon.com/cloudwatch/pricing/',
  EventBridge: 'https://aws.amazon.com/eventbridge/pricing/',
  KMS: 'https://aws.amazon.com/kms/pricing/',
  CloudFront: 'https://aws.amazon.com/cloudfront/pricing/pay-as-you-go/',
} as const;
export type Service = keyof typeof priceSources;

const usEast1: Prices = {
  // arm64, as the function is deployed.
  lambdaGigabyteSecond: 0.0000133334,
  lambdaMillionRequests: 0.2,
  s3MillionPuts: 5,
  s3MillionGets: 0.4,
  s3GigabyteMonth: 0.023,
  logsGigabyte: 0.5,
  metricAlarmMonth: 0.1,
  compositeAlarmMonth: 0.5,
  metricMonth: 0.3,
  dashboardMonth: 3,
  eventBridgeMillionEvents: 1,
  kmsKeyMonth: 1,
  kmsMillionRequests: 3,
  cloudFrontGigabyte: 0.085,
  cloudFrontMillionRequests: 1,
};

/** By region. Tiers for large amounts, and what is free, are left out: the estimate is rather too high. */
export const prices = {
  'us-east-1': usEast1,
  'eu-west-1': { ...usEast1, logsGigabyte: 0.57, cloudFrontMillionRequests: 1.2 },
} as const satisfies Record<string, Prices>;
export type PricedRegion = keyof typeof prices;
