import * as z from 'zod';
import { block } from './block.ts';

export const Bucket = z.object({
  bucket: z.string(),
  /** Undefined for a bucket that existed before the stack. */
  bucket_regional_domain_name: z.string().optional(),
});

export const Encryption = z.object({
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

export const Cors = z.object({
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

export const Notification = z.object({
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
