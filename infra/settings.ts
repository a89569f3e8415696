import * as z from 'zod';
import { reservedMs } from '../functions/thumbnail/contract/limits.ts';
import { Formats } from '../functions/thumbnail/contract/source-formats.ts';
import { Variants } from '../functions/thumbnail/contract/variant.ts';
import { defaultThumbnailKeys, RetiredKeys, ThumbnailKeys } from '../functions/thumbnail/keys/key-template.ts';
import { AlarmSettings } from './alarms/settings.ts';
import {
  accountId,
  bucketName,
  encryption,
  integerBetween,
  kmsKey,
  policyArn,
  region,
  roleArn,
  stateKeyName,
  text,
  trueOrFalse,
} from './settings/aws-values.ts';
import { BucketChoice } from './settings/bucket-choice.ts';
import { DeliverySettings } from './settings/cloudfront.ts';
import { FunctionPackageSettings } from './settings/function-package.ts';
import { KeyFilters } from './settings/key-filters.ts';
import { LifecycleSettings } from './settings/lifecycle.ts';
import { OrganizationSettings } from './settings/organization.ts';
import { ProbeSettings } from './settings/probe.ts';
import { ReaderSettings } from './settings/readers.ts';
import { Tags } from './settings/tags.ts';
import { UploadSettings } from './settings/uploads.ts';
import { VpcSettings } from './settings/vpc.ts';

/** A part of bucket names, hence its alphabet. S3 reserves some prefixes, and names with pairs of hyphens. */
const namePart = text(
  /^(?!(sthree|amzn-s3-demo)(-|$))[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  'lower-case letters, digits and single hyphens, such as "dev"',
);

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxMemoryMegabytes = 10_240;

/** The retention periods of CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Far above any quota of concurrent invocations that AWS grants: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxConcurrency = 100_000;
const concurrency = `expected a whole number of concurrent invocations, 0 to ${maxConcurrency}, or "unreserved"`;

const formerKeys = 'expected a list of ARNs of KMS keys, such as ["arn:aws:kms:eu-west-1:123456789012:key/…"]';

/** The settings of one environment, with their defaults. */
export const Settings = z.strictObject({
  /** First part of every name. */
  project: namePart,
  /** Second part of every name; the stack is `thumbnails-<name>`. */
  name: namePart,
  region,
  /** The AWS account to deploy to. Terraform refuses credentials of any other. Set by the entry of the account in `accounts`. */
  account: accountId.optional(),
  /** The thumbnails to create of each image. The default is always of the size that its name says. */
  variants: z.prefault(Variants, [{ name: '200x200', width: 200, height: 200, withoutEnlargement: false }]),
  /** Where thumbnails are stored: the template of their keys. */
  thumbnailKeys: z._default(ThumbnailKeys, defaultThumbnailKeys),
  /**
   * Where thumbnails were stored by variants or templates that are no longer in use. Their objects are removed with their source, and
   * earlier when it is processed again.
   */
  retiredKeys: z._default(RetiredKeys, []),
  /** The formats that are read, by name. An upload in another one is rejected. */
  formats: z.prefault(Formats, {}),
  /** The `Cache-Control` header of thumbnails. Its default, see `cacheControlOf`, is short. */
  cacheControl: text(/^[A-Za-z0-9 ,=_-]{1,255}$/, 'a Cache-Control header, such as "public, max-age=300"').optional(),
  /**
   * CPU is proportional to memory: 1769 MB gives one vCPU, https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html.
   * The default is enough for photos of phones: see docs/decisions/029-memory-for-the-photos-of-phones.md.
   */
  memoryMegabytes: integerBetween(128, maxMemoryMegabytes, 'megabytes').default(1024),
  /** The processor of the functions. arm64 costs a fifth less. */
  architecture: z.enum(['arm64', 'x86_64'], { error: 'expected "arm64" or "x86_64"' }).default('arm64'),
  /** A zip to deploy instead of one that is built here. It must be of the same architecture. */
  functionPackage: FunctionPackageSettings.optional(),
  /** The timeout of one invocation: the time reserved for S3, and at least two seconds for the image. */
  timeoutSeconds: integerBetween(reservedMs.storage / 1000 + 2, 900, 'seconds').default(30),
  /**
   * The number of concurrent invocations, both maximum and guaranteed: it limits what a flood of uploads can cost. 0 stops the
   * function, and Lambda sends new events straight to the dead-letter queue. `unreserved` is for accounts whose quota is too small to reserve any of it, such as new accounts.
   */
  reservedConcurrency: z
    .union([integerBetween(0, maxConcurrency, 'concurrent invocations'), z.literal('unreserved')], {
      error: concurrency,
    })
    .default(10),
  /**
   * How long Lambda retries an event before it goes to the dead-letter queue. Lambda accepts as little as 60 seconds, but its two
   * retries come after one and two more minutes.
   * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
   */
  maxEventAgeSeconds: integerBetween(600, 21_600, 'seconds').default(21_600),
  logRetentionDays: z
    .literal(logRetentionDays, { error: `expected one of ${logRetentionDays.join(', ')} days` })
    .default(30),
  /** How the function's log names the keys of objects. `hmac` hides them, and creates a KMS key for that. */
  logKeys: z.enum(['plain', 'hmac'], { error: 'expected "plain" or "hmac"' }).default('plain'),
  /** A larger upload is rejected without being read. */
  maxSourceBytes: integerBetween(1, maxMemoryMegabytes * 1024 ** 2, 'bytes').default(100 * 1024 ** 2),
  /**
   * An image is rejected by its header if more pixels than this must be decoded. A JPEG is decoded at a reduced size: for
   * thumbnails of an eighth of its size, only a 64th of its pixels.
   */
  maxSourcePixels: integerBetween(1, maxMemoryMegabytes * 1024 ** 2, 'pixels').default(100_000_000),
  /** Only uploads whose key matches one of these get thumbnails. */
  keyFilters: KeyFilters.default([{ prefix: '', suffix: '' }]),
  /** Whether thumbnails are deleted when their original is deleted or expires. */
  mirrorDeletes: trueOrFalse.default(true),
  // Each result costs one more PUT of S3, as much as one more variant, so only those pay for it who have a page that reads it.
  results: trueOrFalse.default(false),
  /** Whether results, outcomes and thumbnails' metadata have what a page shows while a thumbnail loads. */
  placeholder: trueOrFalse.default(false),
  /** Lets web pages upload to the source bucket. A page needs a presigned URL or form for each upload as well. */
  uploads: UploadSettings.optional(),
  /** The name of the bucket to create, instead of `<project>-<name>-source-<account>-<region>`; or a bucket that exists. */
  sourceBucket: BucketChoice.optional(),
  /** The name of the bucket to create, instead of `<project>-<name>-processed-<account>-<region>`; or a bucket that exists. */
  processedBucket: BucketChoice.optional(),
  /** Who else may read thumbnails and results. An existing processed bucket has a policy of its own. */
  readers: ReaderSettings.prefault({}),
  /** How thumbnails and results reach web pages. Without it, nobody but IAM and `readers` can read them. */
  delivery: DeliverySettings.prefault({}),
  /**
   * The trigger of the function: a notification of the source bucket, or a rule of EventBridge for an existing bucket that sends its
   * events there. A bucket has one notification configuration: the notification replaces that of an existing bucket.
   */
  trigger: z.enum(['notification', 'eventbridge'], { error: 'expected "notification" or "eventbridge"' }).optional(),
  /** The encryption of created buckets. A KMS key must be in the same region, and its policy must let IAM policies allow its use. */
  encryption: encryption.default('SSE-S3'),
  /** ARNs of KMS keys that encrypted objects of the source bucket before, which the function must still be able to read. */
  formerKeys: z.array(kmsKey, { error: formerKeys }).default([]),
  /** Keeps overwritten and deleted objects of the source bucket for a month. */
  versioning: trueOrFalse.default(false),
  lifecycle: LifecycleSettings.default({}),
  /** Makes Terraform fail instead of deleting the source bucket. */
  protect: trueOrFalse.default(false),
  /** An existing bucket for S3's access logs. It must be in the same region and let S3 write. */
  accessLogBucket: bucketName.optional(),
  /** The permissions boundary of the functions' roles. Roles that deploy are usually required to set one. */
  permissionsBoundary: policyArn.optional(),
  /** A company's rules for every role. In an account of `accounts`, those of the account are the default. */
  organization: OrganizationSettings.optional(),
  /** The network that the functions run in. Without it, they run in Lambda's own, which reaches AWS and which nothing reaches. */
  vpc: VpcSettings.optional(),
  /** The role that Terraform assumes to deploy, with the credentials that it has. */
  deployRoleArn: roleArn.optional(),
  /** Sends traces of the function to X-Ray, which bills by the trace. */
  tracing: trueOrFalse.default(false),
  /** Sends the outcome of each upload, including the reason of a rejection, to the default bus of EventBridge. */
  outcomeEvents: trueOrFalse.default(false),
  /** Makes the processed bucket send an event to EventBridge for each thumbnail that is written or removed. */
  thumbnailEvents: trueOrFalse.default(false),
  /**
   * Tries regularly whether uploads get thumbnails, since no alarm goes off if somebody replaces the notifications of the bucket:
   * the function is then not invoked, and nothing fails. `configuration` uploads nothing, and only reads the notifications.
   */
  probe: ProbeSettings.optional(),
  /** Creates the role that S3 Batch Operations assume for a backfill. It is off by default, because each role must be reviewed. */
  batchBackfill: trueOrFalse.default(false),
  alarms: AlarmSettings.prefault({}),
  dashboard: trueOrFalse.default(true),
  /** The bucket of Terraform's state, which is locked while in use. Without it, the state is a file beside cdktf.json. */
  remoteState: z
    .strictObject(
      {
        bucket: bucketName,
        region,
        /** The ARN of the KMS key that encrypts the state. Without it, SSE-S3 does. */
        encryption: kmsKey.optional(),
        /** The key of the state. Its default has the names of the project and of the environment. */
        key: stateKeyName.optional(),
        /** The role that Terraform assumes to read and write the state. */
        roleArn: roleArn.optional(),
      },
      { error: 'expected a bucket, such as { bucket: "name", region: "eu-west-1" }' },
    )
    .optional(),
  /** In addition to `project` and `environment`, which everything is tagged with. One that differs from them in case takes their place. */
  tags: Tags.default({}),
});

export type Settings = z.output<typeof Settings>;
/** One environment as a user writes it, without the settings that have a default. */
export type EnvironmentSettings = z.input<typeof Settings>;
