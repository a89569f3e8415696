import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { Bucket, Cors, Encryption, Notification } from './bucket-resources.ts';
import {
  BucketPolicy,
  DistributionResource,
  KeyGroup,
  OriginAccessControl,
  PublicKey,
  ResponseHeadersPolicy,
} from './delivery-resources.ts';
import { EventRule, EventTarget } from './event-resources.ts';
import { EventInvokeConfig, LambdaFunction, Permission } from './function-resources.ts';
import { Configuration, type Resource, resolve } from './resolve.ts';
import type { Place } from './resource-types.ts';

const Queue = z.object({
  name: z.string(),
  arn: z.string(),
  kms_master_key_id: z.string().optional(),
  visibility_timeout_seconds: z.int().default(30),
  message_retention_seconds: z.int().default(345_600),
});
const LogGroup = z.object({ name: z.string(), arn: z.string() });
const KmsKey = z.object({ arn: z.string(), key_usage: z.string().default('ENCRYPT_DECRYPT') });
const Role = z.object({
  name: z.string(),
  arn: z.string(),
  assume_role_policy: z.string(),
  permissions_boundary: z.string().optional(),
});
const RolePolicy = z.object({ role: z.string(), policy: z.string() });

/** The parts of a stack that the local AWS runs, with the names and defaults of the Terraform provider. */
export interface Stack {
  /** The directory that it was synthesized in. */
  directory: string;
  accountId: string;
  region: string;
  buckets: Array<z.infer<typeof Bucket>>;
  encryptions: Array<z.infer<typeof Encryption>>;
  cors: Array<z.infer<typeof Cors>>;
  bucketPolicies: Array<z.infer<typeof BucketPolicy>>;
  distributions: Array<z.infer<typeof DistributionResource>>;
  originAccessControls: Array<z.infer<typeof OriginAccessControl>>;
  responseHeadersPolicies: ResponseHeadersPolicy[];
  keyGroups: Array<z.infer<typeof KeyGroup>>;
  publicKeys: Array<z.infer<typeof PublicKey>>;
  queues: Array<z.infer<typeof Queue>>;
  logGroups: Array<z.infer<typeof LogGroup>>;
  kmsKeys: Array<z.infer<typeof KmsKey>>;
  roles: Array<z.infer<typeof Role>>;
  rolePolicies: Array<z.infer<typeof RolePolicy>>;
  functions: Array<z.infer<typeof LambdaFunction>>;
  eventInvokeConfigs: Array<z.infer<typeof EventInvokeConfig>>;
  permissions: Array<z.infer<typeof Permission>>;
  notifications: Array<z.infer<typeof Notification>>;
  /** Buckets that send their events to EventBridge: those that ask for it, and each that exists, whose owner has enabled it. */
  eventBridgeBuckets: string[];
  eventRules: Array<z.infer<typeof EventRule>>;
  eventTargets: Array<z.infer<typeof EventTarget>>;
}

/**
 * Reads the synthesized Terraform JSON in a directory, and resolves it as if it were applied at a place.
 *
 * @throws {Error} when it holds something that the local AWS does not know
 */
export async function readStack(directory: string, place: Omit<Place, 'region'>): Promise<Stack> {
  const file = path.join(directory, 'cdk.tf.json');
  const { data: configuration, error } = Configuration.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (error) throw new Error(`${file} does not match what the local AWS expects.\n${z.prettifyError(error)}`);
  const [{ region }] = configuration.provider.aws;
  const resources = resolve(configuration, { ...place, region });
  // Nothing exists on a laptop before its stack, so a bucket that the stack expects to exist is created with the others.
  const existingBuckets = Object.values(configuration.data['aws_s3_bucket'] ?? {}).map((it) => Bucket.parse(it));
  const all = <Schema extends z.ZodType>(type: string, schema: Schema) => parseAll(resources, type, schema);
  const notifications = all('aws_s3_bucket_notification', Notification);
  const askingBuckets = notifications.filter(({ eventbridge }) => eventbridge);
  return {
    directory,
    accountId: place.accountId,
    region,
    buckets: [...all('aws_s3_bucket', Bucket), ...existingBuckets],
    encryptions: all('aws_s3_bucket_server_side_encryption_configuration', Encryption),
    cors: all('aws_s3_bucket_cors_configuration', Cors),
    bucketPolicies: all('aws_s3_bucket_policy', BucketPolicy),
    distributions: all('aws_cloudfront_distribution', DistributionResource),
    originAccessControls: all('aws_cloudfront_origin_access_control', OriginAccessControl),
    responseHeadersPolicies: all('aws_cloudfront_response_headers_policy', ResponseHeadersPolicy),
    keyGroups: all('aws_cloudfront_key_group', KeyGroup),
    publicKeys: all('aws_cloudfront_public_key', PublicKey),
    queues: all('aws_sqs_queue', Queue),
    logGroups: all('aws_cloudwatch_log_group', LogGroup),
    kmsKeys: all('aws_kms_key', KmsKey),
    roles: all('aws_iam_role', Role),
    rolePolicies: all('aws_iam_role_policy', RolePolicy),
    functions: all('aws_lambda_function', LambdaFunction),
    eventInvokeConfigs: all('aws_lambda_function_event_invoke_config', EventInvokeConfig),
    permissions: all('aws_lambda_permission', Permission),
    notifications,
    eventBridgeBuckets: [...askingBuckets, ...existingBuckets].map(({ bucket }) => bucket),
    eventRules: all('aws_cloudwatch_event_rule', EventRule),
    eventTargets: all('aws_cloudwatch_event_target', EventTarget),
  };
}

function parseAll<Schema extends z.ZodType>(
  resources: readonly Resource[],
  type: string,
  schema: Schema,
): Array<z.infer<Schema>> {
  return resources
    .filter((resource) => resource.type === type)
    .map(({ name, attributes }) => {
      const { data, error } = schema.safeParse(attributes);
      if (error)
        throw new Error(`${type}.${name} does not match what the local AWS expects.\n${z.prettifyError(error)}`);
      return data;
    });
}
