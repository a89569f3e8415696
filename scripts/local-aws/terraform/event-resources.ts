import * as z from 'zod';
import { EventPattern } from '../events/event-pattern.ts';

export const EventRule = z
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

export const EventTarget = z.strictObject({
  rule: z.string(),
  arn: z.string().regex(/^arn:[^:]*:lambda:/, 'expected a function: the local EventBridge invokes nothing else'),
  target_id: z.string().optional(),
  dead_letter_config: z.unknown().optional(),
  retry_policy: z.unknown().optional(),
});
