import * as z from 'zod';
import { emailAddress, integerBetween, kmsKeyOrAlias, snsTopic, trueOrFalse } from '../settings/aws-values.ts';
import { subscriptionId } from './subscription-id.ts';

const emails =
  'expected a list of e-mail addresses, such as ["ops@example.com"], that differ in more than case and punctuation';

export const AlarmSettings = z.strictObject(
  {
    enabled: trueOrFalse.default(true),
    /**
     * ARNs of SNS topics that exist, one for alarms that somebody must act on now, one for those that can wait. The stack then creates
     * neither topic nor key. Their policies must let CloudWatch publish: see docs/settings.md.
     */
    page: snsTopic.optional(),
    ticket: snsTopic.optional(),
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
    /** An alarm goes off above this percentage of rejected uploads, if there are ten in an hour: a client uploads other files. */
    rejectionsPercent: integerBetween(1, 99, 'percent').default(25),
    rejectionsPerHour: z
      .never({
        error: 'expected rejectionsPercent instead, the percentage of at least ten uploads in an hour, such as 25',
      })
      .optional(),
  },
  { error: 'expected alarms, such as { emails: ["ops@example.com"] }' },
);
