import * as z from 'zod';
import { emailAddress, integerBetween, kmsKeyOrAlias, trueOrFalse } from './aws-values.ts';
import { subscriptionId } from './subscription-id.ts';

const emails =
  'expected a list of e-mail addresses, such as ["ops@example.com"], that differ in more than case and punctuation';

export const AlarmSettings = z.strictObject(
  {
    enabled: trueOrFalse.default(true),
    /** Receive every alarm, after they have confirmed the first message. */
    emails: z
      .array(emailAddress, { error: emails })
      .refine((list) => new Set(list.map(subscriptionId)).size === list.length, { error: emails })
      .default([]),
    /**
     * The ARN of the KMS key that encrypts the topic, or of an alias. By default it is the key in `encryption`, else the key that
     * the bootstrap of the account created, else a new one. Its policy must let CloudWatch use it: see docs/settings.md.
     */
    key: kmsKeyOrAlias.optional(),
    /** The alarm goes off above it: a flood of uploads, or a loop. Raise it before a backfill. */
    invocationsPerHour: integerBetween(1, 1_000_000_000, 'invocations').default(10_000),
    /** The alarm goes off above it: some client uploads files that are not images. */
    rejectionsPerHour: integerBetween(1, 1_000_000_000, 'rejections').default(100),
  },
  { error: 'expected alarms, such as { emails: ["ops@example.com"] }' },
);
