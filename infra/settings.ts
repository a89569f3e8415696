import * as z from 'zod';
import { Variants } from '../functions/thumbnail/contract.ts';

const wholeNumber = (min: number, max: number, unit: string) => {
  const error = `expected a whole number of ${unit}, ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
};

const text = (pattern: RegExp, expectation: string) => {
  const error = `expected ${expectation}`;
  return z.string({ error }).regex(pattern, { error });
};

/** Names of buckets are made of it, hence its alphabet, and the beginnings and pairs of hyphens that S3 keeps for itself. */
const namePart = text(
  /^(?!(sthree|amzn-s3-demo)(-|$))[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  'lower-case letters, digits and single hyphens, such as "dev"',
);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, without dots, which break TLS. */
const bucketName = text(
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|--x-s3|--table-s3)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  '3 to 63 lower-case letters, digits or hyphens, with no prefix or suffix that S3 keeps for itself',
);

/** Characters that S3 calls safe: the rest would have to be percent-encoded in a notification's filter. */
const keyPart = text(/^[A-Za-z0-9/_.!'()-]{0,1024}$/, "at most 1024 letters, digits or characters of /_.!'()-");

const tag = (min: number, max: number) =>
  text(
    new RegExp(`^(?!aws:)[A-Za-z0-9 _.:/=+@-]{${min},${max}}$`),
    `${min} to ${max} letters, digits, spaces or characters of _.:/=+@- that do not begin with "aws:"`,
  );

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const mostMemoryMegabytes = 10_240;

/** The days for which CloudWatch Logs can keep lines: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const concurrency = 'expected a whole number of concurrent invocations from 0, or "unreserved"';

/** One environment, with the default of whatever it leaves out. */
export const Settings = z.strictObject({
  /** First part of every name. */
  project: namePart,
  /** Second part of every name; the stack is `thumbnails-<name>`. */
  name: namePart,
  region: text(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, 'the name of an AWS region, such as "eu-west-1"'),
  /** The thumbnails to make of each image. */
  variants: Variants.default([{ name: '200x200', width: 200, height: 200, fit: 'cover', format: 'webp', quality: 80 }]),
  /** The `Cache-Control` header that thumbnails are served with. Short by default, since an image can be replaced. */
  cacheControl: text(/^[A-Za-z0-9 ,=_-]{1,255}$/, 'a Cache-Control header, such as "public, max-age=300"').default(
    'public, max-age=300',
  ),
  /** CPU comes with memory: 1769 MB is one vCPU, https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
  memoryMegabytes: wholeNumber(128, mostMemoryMegabytes, 'megabytes').default(1769),
  timeoutSeconds: wholeNumber(1, 900, 'seconds').default(30),
  /**
   * At most, and at least, so many invocations at once: the limit on what a flood of uploads can cost. 0 stops the
   * function. `unreserved` is for accounts whose quota is too small to set any of it aside, as new ones' are.
   */
  reservedConcurrency: z.union([z.int().min(0), z.literal('unreserved')], { error: concurrency }).default(10),
  logRetentionDays: z
    .literal(logRetentionDays, { error: `expected one of ${logRetentionDays.join(', ')} days` })
    .default(30),
  /** A larger upload is rejected before it is read. */
  maxSourceBytes: wholeNumber(1, mostMemoryMegabytes * 1024 ** 2, 'bytes').default(100 * 1024 ** 2),
  /** An image of more pixels, in its first frame, is rejected before it is decoded. */
  maxSourcePixels: wholeNumber(1, mostMemoryMegabytes * 1024 ** 2, 'pixels').default(100_000_000),
  /** Only uploads whose key begins so get thumbnails. */
  keyPrefix: keyPart.default(''),
  /** Only uploads whose key ends so get thumbnails; the letters' case counts. */
  keySuffix: keyPart.default(''),
  /** Instead of `<project>-<name>-source-<account>-<region>`. */
  sourceBucket: bucketName.optional(),
  /** Instead of `<project>-<name>-processed-<account>-<region>`. */
  processedBucket: bucketName.optional(),
  /** Put on everything that can have tags, beside `project` and `environment`. */
  tags: z
    .record(tag(1, 128), tag(0, 256), { error: 'expected an object of tags, such as { owner: "web" }' })
    .default({}),
});

export type Settings = z.output<typeof Settings>;
/** One environment as it is written down, without what has a default. */
export type EnvironmentSettings = z.input<typeof Settings>;
