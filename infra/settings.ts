import * as z from 'zod';
import { storageTime, Variants } from '../functions/thumbnail/contract.ts';
import {
  bucketName,
  emailAddress,
  encryption,
  newBucketName,
  policyArn,
  region,
  tagKey,
  tagValue,
  text,
  wholeNumber,
  yesOrNo,
} from './aws-values.ts';
import { KeyFilters } from './key-filters.ts';
import { subscriptionId } from './names.ts';

/** Names of buckets are made of it, hence its alphabet, and the beginnings and pairs of hyphens that S3 keeps for itself. */
const namePart = text(
  /^(?!(sthree|amzn-s3-demo)(-|$))[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  'lower-case letters, digits and single hyphens, such as "dev"',
);

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const mostMemoryMegabytes = 10_240;

/** The days for which CloudWatch Logs can keep lines: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Far beyond the tens of thousands that AWS raises the quota to: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const mostConcurrency = 100_000;
const concurrency = `expected a whole number of concurrent invocations, 0 to ${mostConcurrency}, or "unreserved"`;

const SourceBucket = z.union(
  [
    newBucketName,
    z.strictObject({
      existing: bucketName,
      /** How that bucket encrypts what it stores: the function has to be allowed the use of a key. */
      encryption: encryption.default('SSE-S3'),
    }),
  ],
  {
    error: 'expected the name of a bucket to make, or { existing: "name" } for one that exists',
  },
);

const emails =
  'expected a list of e-mail addresses, such as ["ops@example.com"], that differ in more than case and punctuation';

const Alarms = z.strictObject(
  {
    enabled: yesOrNo.default(true),
    /** Told of every alarm, once they have confirmed the first message that they get. */
    emails: z
      .array(emailAddress, { error: emails })
      .refine((list) => new Set(list.map(subscriptionId)).size === list.length, { error: emails })
      .default([]),
    /** More invocations than that are a flood of uploads, or a loop. Raise it before a backfill. */
    invocationsPerHour: wholeNumber(1, 1_000_000_000, 'invocations').default(10_000),
    /** More uploads than that which can never become a thumbnail are a client that uploads something else. */
    rejectionsPerHour: wholeNumber(1, 1_000_000_000, 'rejections').default(100),
  },
  { error: 'expected alarms, such as { emails: ["ops@example.com"] }' },
);

/** That everything has already. */
const ownTags = ['project', 'environment'];
/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const mostTags = 50;

/** Of two tags that differ in case alone, IAM takes one, and Terraform gives up after it has made half of the stack. */
const Tags = z
  .record(tagKey, tagValue, { error: 'expected an object of tags, such as { owner: "web" }' })
  .refine((tags) => areDistinct([...ownTags, ...Object.keys(tags)]), {
    error: `expected tags that differ in more than case, and are not named ${ownTags.join(' or ')}, which everything has already`,
  })
  .refine((tags) => ownTags.length + Object.keys(tags).length <= mostTags, {
    error: `expected at most ${mostTags - ownTags.length} tags: AWS allows ${mostTags}, among them ${ownTags.join(' and ')}`,
  });

/** One environment, with the default of whatever it leaves out. */
export const Settings = z.strictObject({
  /** First part of every name. */
  project: namePart,
  /** Second part of every name; the stack is `thumbnails-<name>`. */
  name: namePart,
  region,
  /** The thumbnails to make of each image. */
  variants: Variants.default([{ name: '200x200', width: 200, height: 200, fit: 'cover', format: 'webp', quality: 80 }]),
  /** The `Cache-Control` header that thumbnails are served with. Short by default, since an image can be replaced. */
  cacheControl: text(/^[A-Za-z0-9 ,=_-]{1,255}$/, 'a Cache-Control header, such as "public, max-age=300"').default(
    'public, max-age=300',
  ),
  /** CPU comes with memory: 1769 MB is one vCPU, https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
  memoryMegabytes: wholeNumber(128, mostMemoryMegabytes, 'megabytes').default(1769),
  /** Of one invocation: what S3 may take, and at least two seconds for the image. */
  timeoutSeconds: wholeNumber(storageTime.seconds + 2, 900, 'seconds').default(30),
  /**
   * At most, and at least, so many invocations at once: the limit on what a flood of uploads can cost. 0 stops the
   * function. `unreserved` is for accounts whose quota is too small to set any of it aside, as new ones' are.
   */
  reservedConcurrency: z
    .union([wholeNumber(0, mostConcurrency, 'concurrent invocations'), z.literal('unreserved')], { error: concurrency })
    .default(10),
  /**
   * For how long Lambda keeps trying an upload, before the dead-letter queue has it. Lambda takes 60 seconds, too, which is
   * over before the first of two retries, after one and two minutes more.
   * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
   */
  maxEventAgeSeconds: wholeNumber(600, 21_600, 'seconds').default(21_600),
  logRetentionDays: z
    .literal(logRetentionDays, { error: `expected one of ${logRetentionDays.join(', ')} days` })
    .default(30),
  /** A larger upload is rejected before it is read. */
  maxSourceBytes: wholeNumber(1, mostMemoryMegabytes * 1024 ** 2, 'bytes').default(100 * 1024 ** 2),
  /**
   * An image of which more pixels would have to be decoded is rejected by its header. Of JPEGs that is fewer than they have: where
   * thumbnails are an eighth of the size, a 64th.
   */
  maxSourcePixels: wholeNumber(1, mostMemoryMegabytes * 1024 ** 2, 'pixels').default(100_000_000),
  /** Only uploads whose key matches one of these get thumbnails. */
  keyFilters: KeyFilters.default([{ prefix: '', suffix: '' }]),
  /** Whether thumbnails go when their original is deleted or expires. If not, they outlive it. */
  mirrorDeletes: yesOrNo.default(true),
  /**
   * The name of the bucket to make, instead of `<project>-<name>-source-<account>-<region>`; or a bucket that exists.
   * Careful: a bucket has one notification configuration, and ours replaces the one that an existing bucket has.
   */
  sourceBucket: SourceBucket.optional(),
  /** Instead of `<project>-<name>-processed-<account>-<region>`. */
  processedBucket: newBucketName.optional(),
  /** Of the buckets that are made. A KMS key has to be in the same region, and lets its users be named by IAM policies. */
  encryption: encryption.default('SSE-S3'),
  /** Keeps what is overwritten or deleted in the source bucket for a month. */
  versioning: yesOrNo.default(false),
  /** Lets Terraform rather fail than delete the source bucket. */
  protect: yesOrNo.default(false),
  /** An existing bucket that S3 writes its access logs to. It has to be in the same region, and let S3 write. */
  accessLogBucket: bucketName.optional(),
  /** The most that the function's role can do, whatever it is given: where a deploying role may make no other roles. */
  permissionsBoundary: policyArn.optional(),
  /** Sends traces of the function to X-Ray, which is billed by the trace. */
  tracing: yesOrNo.default(false),
  /** Puts the outcomes of each upload, rejections with their reason among them, on the default bus of EventBridge. */
  outcomeEvents: yesOrNo.default(false),
  /** Lets the processed bucket tell EventBridge of each thumbnail that is written or removed. */
  thumbnailEvents: yesOrNo.default(false),
  alarms: Alarms.prefault({}),
  dashboard: yesOrNo.default(true),
  /** The bucket that Terraform keeps its state in, locked while it is in use. Without it, the state is a file beside cdktf.json. */
  remoteState: z
    .strictObject(
      { bucket: bucketName, region },
      { error: 'expected a bucket, such as { bucket: "name", region: "eu-west-1" }' },
    )
    .optional(),
  /** Beside `project` and `environment`, which everything is tagged with. */
  tags: Tags.default({}),
});

export type Settings = z.output<typeof Settings>;
/** One environment as it is written down, without what has a default. */
export type EnvironmentSettings = z.input<typeof Settings>;

function areDistinct(keys: readonly string[]): boolean {
  return new Set(keys.map((key) => key.toLowerCase())).size === keys.length;
}
