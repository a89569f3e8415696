import type { Settings } from '../settings.ts';
import type { CloudFrontSettings } from './cloudfront.ts';

/** The name of a setting. The name of its group stands before it, such as in `alarms.enabled`. */
export type SettingName =
  | Exclude<keyof Settings, 'alarms' | 'delivery' | 'lifecycle'>
  | `alarms.${Exclude<keyof Settings['alarms'], 'rejectionsPerHour'>}`
  | `delivery.cloudfront.${keyof CloudFrontSettings}`
  | `lifecycle.${keyof Settings['lifecycle']}`;

export interface Meaning {
  /** The default in words, if they say more than the value. */
  default?: string;
  meaning: string;
}

/** The explanations in the table of docs/settings.md, in Markdown. The schema has the reasons and the limits. */
export const settingMeanings: Readonly<Record<SettingName, Meaning>> = {
  project: { meaning: 'first part of every name' },
  name: { meaning: 'second part of every name; the stack is `thumbnails-<name>`' },
  region: { meaning: 'such as `"eu-west-1"`' },
  account: {
    default: "the ID in the account's entry",
    meaning: 'the AWS account to deploy to; Terraform refuses the credentials of any other',
  },
  variants: {
    default: '`200x200`, WebP of quality 80, cropped, tiny images enlarged',
    meaning: 'the thumbnails to create of each image',
  },
  thumbnailKeys: { meaning: 'the template of [the keys of thumbnails](#the-keys-of-thumbnails)' },
  retiredKeys: { meaning: 'templates of [keys that are no longer used](#retired-keys), whose thumbnails are removed' },
  formats: {
    default: 'see [formats](formats.md)',
    meaning: '`{ heic: false, … }`: whether each format is read. An upload in a format that is off is rejected',
  },
  cacheControl: {
    default: '`"public, max-age=300"`; with signed access `"private, max-age=300"`',
    meaning: 'the `Cache-Control` header of thumbnails: [how soon a change shows](#how-soon-a-change-shows)',
  },
  memoryMegabytes: {
    meaning:
      'memory of the function; 1769 gives one vCPU. An image may use half of the memory beyond 120 MB, or two thirds if it is decoded in a separate process, such as a HEIC. Its header tells how much it needs',
  },
  architecture: { meaning: '`"x86_64"` costs a quarter more' },
  functionPackage: {
    meaning: '`{ bucket, key, versionId }` of a [released zip](releases.md), in place of one that is built here',
  },
  timeoutSeconds: {
    meaning:
      'timeout of one invocation, at least 10. Of these seconds, 8 are reserved for S3, and the rest is for the image',
  },
  reservedConcurrency: {
    meaning:
      'max concurrent invocations, which limits what a flood of uploads can cost; `0` stops the function and sends new events straight to the dead-letter queue; `"unreserved"` reserves nothing, for new accounts',
  },
  maxEventAgeSeconds: { meaning: 'how long an event is retried before it goes to the dead-letter queue' },
  logRetentionDays: { meaning: 'one of the retention periods of CloudWatch Logs' },
  logKeys: {
    meaning:
      '`"hmac"`: the function\'s log [names keys by their HMAC](personal-data.md#keys-in-the-log), and not in plain text',
  },
  maxSourceBytes: { meaning: 'a larger upload is rejected without being read' },
  maxSourcePixels: {
    meaning:
      'an image is rejected if more pixels must be decoded. For far smaller thumbnails, a JPEG needs only a 64th of its pixels',
  },
  keyFilters: {
    default: 'every key',
    meaning: 'which uploads get thumbnails: a list of `{ prefix, suffix }` that do not overlap',
  },
  mirrorDeletes: { meaning: 'whether thumbnails are deleted with their original' },
  results: {
    meaning:
      'whether each upload has a result, `results/<key>.json` in the processed bucket, which tells a web page that the thumbnails are there or never will be. It costs one `PUT` an upload, as much as one more variant: about $5 a million',
  },
  placeholder: {
    meaning:
      'whether each image has a [placeholder](outcomes.md#placeholders): a ThumbHash, its dominant colour and its size',
  },
  uploads: {
    meaning:
      '`{ corsOrigins: ["https://www.example.com"] }`: the origins whose pages may [upload from a browser](#uploads-from-a-browser)',
  },
  sourceBucket: {
    default: '`<project>-<name>-source-<account>-<region>`',
    meaning:
      'another name, or `{ existing: "name", encryption }` for [a bucket that exists](#a-source-bucket-that-exists)',
  },
  processedBucket: {
    default: '`<project>-<name>-processed-<account>-<region>`',
    meaning:
      'another name, or `{ existing: "name", encryption }` for [a bucket that exists](#a-processed-bucket-that-exists)',
  },
  readers: {
    default: 'nobody',
    meaning: '`{ roles: [ARN], cloudfrontDistributions: [ARN] }`: [who else may read](#readers) thumbnails and results',
  },
  'delivery.cloudfront.access': {
    meaning:
      '`"signed"` serves only requests with a [signature](#signed-access). Without `delivery: { cloudfront: {} }` there is no distribution',
  },
  'delivery.cloudfront.publicKeys': {
    meaning: 'up to five public keys as PEM text. A signature is valid if one of them verifies it',
  },
  'delivery.cloudfront.domain': { default: 'a name under `cloudfront.net`', meaning: 'such as `"images.example.com"`' },
  'delivery.cloudfront.certificate': {
    default: 'that of `cloudfront.net`',
    meaning: "the ARN of the domain's ACM certificate, in us-east-1",
  },
  'delivery.cloudfront.priceClass': {
    meaning:
      'where CloudFront serves from: `"PriceClass_100"` is the cheapest, and slower far from Europe and North America',
  },
  'delivery.cloudfront.accessLogBucket': { meaning: "an existing bucket for CloudFront's access logs" },
  'delivery.cloudfront.corsOrigins': {
    default: 'those of `uploads`',
    meaning: 'the origins whose pages may read results',
  },
  trigger: {
    default: '`"notification"`; for an existing bucket `"eventbridge"`',
    meaning: 'what invokes the function: see [a source bucket that exists](#a-source-bucket-that-exists)',
  },
  encryption: {
    meaning:
      "the ARN of a KMS key in the same region, which then encrypts the buckets, the dead-letter queue, the logs, the functions' variables and the topic of alarms: [what its policy needs](#a-key-of-your-own), and what happens [when you change it](#another-key)",
  },
  formerKeys: { meaning: 'ARNs of KMS keys that encrypted older objects of the source bucket' },
  versioning: { meaning: 'keeps overwritten and deleted objects of the source bucket for a month' },
  'lifecycle.expireSourceDays': {
    meaning: 'days after which S3 deletes an upload; with `mirrorDeletes` its thumbnails go too',
  },
  'lifecycle.tierSourceDays': { meaning: 'days after which S3 moves an upload to Intelligent-Tiering' },
  'lifecycle.expireProcessedDays': {
    meaning: 'days after which S3 deletes a thumbnail, also of an upload that remains',
  },
  protect: { meaning: 'makes Terraform fail instead of deleting a source bucket that it created' },
  accessLogBucket: { meaning: "an existing bucket for S3's access logs" },
  permissionsBoundary: {
    default: 'none, or the one that the bootstrap creates for an environment in `accounts`',
    meaning:
      "ARN of the policy that limits the functions' roles; the bootstrap then creates none, and lets its role deploy with this one; not together with another one in `organization`",
  },
  organization: {
    default: 'none, or that of the account',
    meaning: "`{ permissionsBoundary, rolePath, rolePrefix }` of every role: [a company's guardrails](guardrails.md)",
  },
  vpc: {
    meaning: '`{ subnetIds, securityGroupIds }` of the functions: [what the network needs](guardrails.md#in-a-vpc)',
  },
  deployRoleArn: { meaning: 'ARN of the role that Terraform assumes to deploy, for an environment outside `accounts`' },
  tracing: { meaning: 'sends traces to X-Ray' },
  outcomeEvents: {
    meaning: 'sends the outcome of each upload, including the reason of a rejection, to the default bus of EventBridge',
  },
  thumbnailEvents: { meaning: 'makes the processed bucket send an event to EventBridge for each thumbnail' },
  probe: {
    meaning:
      '[tries regularly whether uploads get thumbnails](#the-probe): `{ everyMinutes, prefix }`, or `"configuration"` to read the notifications alone',
  },
  batchBackfill: {
    meaning:
      'creates the role that S3 Batch Operations assume for a [backfill of millions of images](runbook.md#millions-of-images)',
  },
  'alarms.enabled': { meaning: 'alarms, each described in the [runbook](runbook.md)' },
  'alarms.emails': { meaning: 'addresses that receive the alarms, after they confirm' },
  'alarms.page': { meaning: 'the ARN of [your topic](#your-own-topics) for alarms that somebody must act on now' },
  'alarms.ticket': { meaning: 'the ARN of your topic for alarms that can wait; it can be the same' },
  'alarms.key': {
    default: 'see [alarms](#the-key-of-alarms)',
    meaning: 'the ARN of the KMS key, or of an alias, that encrypts the topic',
  },
  'alarms.invocationsPerHour': { meaning: 'above this an alarm goes off: raise it before a backfill' },
  'alarms.rejectionsPercent': {
    meaning: 'above this percentage of rejected uploads, of at least ten in an hour, an alarm goes off',
  },
  dashboard: { meaning: 'a CloudWatch dashboard' },
  remoteState: {
    default: 'none, or the bucket that the bootstrap creates for an environment in `accounts`',
    meaning:
      "`{ bucket, region, encryption, key, roleArn }` of Terraform's state: the last three are optional, a KMS key, the state's key and a role to assume; without it, the state is a file beside `cdktf.json`",
  },
  tags: {
    meaning:
      'further tags of everything, in addition to `project` and `environment`: [how to rename these](guardrails.md#tags)',
  },
};
