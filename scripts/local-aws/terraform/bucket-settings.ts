import type { BucketNotifications } from '../s3/handlers/bucket-notification.ts';
import type { CorsRule } from '../s3/request/cors.ts';
import type { Stack } from './stack.ts';

/** The settings that a stack gives its buckets. */
export interface BucketSettings {
  /** Returns the ARN of the KMS key that a bucket is encrypted with, if any. */
  keyOf: (bucket: string) => string | undefined;
  corsOf: (bucket: string) => readonly CorsRule[];
  notificationsOf: (bucket: string) => BucketNotifications;
}

/** Looks up the settings of buckets in a stack. */
export function bucketSettings({ encryptions, cors, notifications, eventBridgeBuckets }: Stack): BucketSettings {
  const rules = new Map(cors.map(({ bucket, cors_rule }) => [bucket, cors_rule.map(corsRule)]));
  return {
    keyOf: (bucket) =>
      encryptions.find((it) => it.bucket === bucket)?.rule.apply_server_side_encryption_by_default.kms_master_key_id,
    corsOf: (bucket) => rules.get(bucket) ?? [],
    notificationsOf: (bucket) => ({
      functions: notifications.filter((it) => it.bucket === bucket).flatMap((it) => it.lambda_function.map(notified)),
      eventBridge: eventBridgeBuckets.includes(bucket),
    }),
  };
}

function notified(it: Stack['notifications'][number]['lambda_function'][number]) {
  return { arn: it.lambda_function_arn, events: it.events, prefix: it.filter_prefix, suffix: it.filter_suffix };
}

function corsRule(rule: Stack['cors'][number]['cors_rule'][number]): CorsRule {
  return {
    allowedOrigins: rule.allowed_origins,
    allowedMethods: rule.allowed_methods,
    allowedHeaders: rule.allowed_headers,
    exposeHeaders: rule.expose_headers,
    maxAgeSeconds: rule.max_age_seconds,
  };
}
