import * as z from 'zod';
import { block } from './block.ts';

export const LambdaFunction = z.object({
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

export const EventInvokeConfig = z.object({
  function_name: z.string(),
  maximum_retry_attempts: z.int().default(2),
  maximum_event_age_in_seconds: z.int().default(21_600),
  destination_config: block(z.object({ on_failure: Destination, on_success: Destination.optional() })),
});

export const Permission = z
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
