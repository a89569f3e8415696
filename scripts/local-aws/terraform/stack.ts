import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { EventPattern } from '../events/event-pattern.ts';
import { block } from './block.ts';
import {
  BucketPolicy,
  DistributionResource,
  KeyGroup,
  OriginAccessControl,
  PublicKey,
  ResponseHeadersPolicy,
} from './delivery-resources.ts';
import { Configuration, type Resource, resolve } from './resolve.ts';
import type { Place } from './resource-types.ts';

const Bucket = z.object({
  bucket: z.string(),
  /** Undefined for a bucket that existed before the stack. */
  bucket_regional_domain_name: z.string().optional(),
});
const Encryption = z.object({
  bucket: z.string(),
  rule: block(
    z.object({
      apply_server_side_encryption_by_default: block(
        /** Undefined with SSE-S3. */
        z.object({ kms_master_key_id: z.string().optional() }),
      ),
    }),
  ),
});
const Cors = z.object({
  bucket: z.string(),
  cors_rule: z.array(
    z.object({
      allowed_headers: z.array(z.string()).default([]),
      allowed_methods: z.array(z.string()),
      allowed_origins: z.array(z.string()),
      expose_headers: z.array(z.string()).default([]),
      max_age_seconds: z.int().optional(),
    }),
  ),
});
const Queue = z.object({
  name: z.string(),
  arn: z.string(),
  kms_master_key_id: z.string().optional(),
  visibility_timeout_seconds: z.int().default(30),
  message_retention_seconds: z.int().default(345_600),
});
const LogGroup = z.object({ name: z.string(), arn: z.string() });
const Role = z.object({
  name: z.string(),
  arn: z.string(),
  assume_role_policy: z.string(),
  permissions_boundary: z.string().optional(),
});
const RolePolicy = z.object({ role: z.string(), policy: z.string() });
const LambdaFunction = z.object({
  function_name: z.string(),
  arn: z.string(),
  role: z.string(),
  filename: z.string(),
  handler: z.string(),
  runtime: z.string(),
  memory_size: z.int().default(128),
  timeout: z.int().default(3),
  reserved_concurrent_executions: z.int().default(-1),
  environment: block(z.object({ variables: z.record(z.string(), z.string()) })).default({ variables: {} }),
  logging_config: block(z.object({ log_group: z.string() })),
});
const Destination = block(
  z.object({
    destination: z
      .string()
      .regex(/^arn:[^:]*:(sqs|events):/, 'expected a queue or an event bus: the local AWS delivers to nothing else'),
  }),
);
const EventInvokeConfig = z.object({
  function_name: z.string(),
  maximum_retry_attempts: z.int().default(2),
  maximum_event_age_in_seconds: z.int().default(21_600),
  destination_config: block(z.object({ on_failure: Destination, on_success: Destination.optional() })),
});
const Permission = z
  .object({
    action: z.string(),
    function_name: z.string(),
    principal: z.string(),
    source_arn: z.string(),
    source_account: z.string().optional(),
  })
  .refine(({ principal, source_account }) => principal === 'events.amazonaws.com' || source_account !== undefined, {
    path: ['source_account'],
    error: 'expected an account: a bucket of another account could have the same name',
  });
const Notification = z.object({
  bucket: z.string(),
  eventbridge: z.boolean().default(false),
  // Empty when only EventBridge is notified.
  lambda_function: z
    .array(
      z.object({
        lambda_function_arn: z.string(),
        events: z.array(z.string()),
        filter_prefix: z.string().default(''),
        filter_suffix: z.string().default(''),
      }),
    )
    .default([]),
});

const EventRule = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    arn: z.string(),
    description: z.string().optional(),
    event_bus_name: z.literal('default', 'expected the default bus: S3 sends its events to no other').optional(),
    event_pattern: z
      .string()
      .transform((json) => EventPattern.parse(JSON.parse(json)))
      .optional(),
    schedule_expression: z.string().optional(),
  })
  .transform(({ event_pattern: pattern, schedule_expression: schedule, ...rest }) => ({ ...rest, pattern, schedule }));
/** The local EventBridge never fails to deliver, so that it needs neither queue nor attempts. */
const EventTarget = z.strictObject({
  rule: z.string(),
  arn: z.string().regex(/^arn:[^:]*:lambda:/, 'expected a function: the local EventBridge invokes nothing else'),
  target_id: z.string().optional(),
  dead_letter_config: z.unknown().optional(),
  retry_policy: z.unknown().optional(),
});

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
  const resources = resolve(configuration, directory, { ...place, region });
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
