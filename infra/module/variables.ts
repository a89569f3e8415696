import { Settings } from '../settings.ts';
import { ids, keyArn, matches, unlessNull } from './conditions.ts';
import { existingBucket } from './existing-bucket.ts';
import { interpolation } from './expression.ts';
import { imageVariables } from './image-variables.ts';
import { nameVariables } from './name-variables.ts';
import { descriptionOf, plainVariables } from './plain-variables.ts';
import { roleVariables } from './role-variables.ts';
import { tagsVariable } from './tags-variable.ts';
import type { Variable } from './variable.ts';

const topicArn = '^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$';

/** The variables of the module. A setting that makes resources come or go is an object, since Terraform must know it before it knows any ARN. */
export const variables: Readonly<Record<string, Variable>> = {
  ...nameVariables,
  ...imageVariables,
  tags: tagsVariable,
  ...roleVariables,
  vpc: {
    type: 'object({ subnet_ids = list(string), security_group_ids = list(string) })',
    description: 'The network of the function: docs/guardrails.md of the project says what it needs.',
    default: null,
    validation: [ids('subnet_ids', 'subnet', 16), ids('security_group_ids', 'sg', 5)],
  },
  encryption: {
    type: 'object({ key_arn = string })',
    description: 'The KMS key of everything that can have one. Without it, each service uses its own.',
    default: null,
    validation: [
      unlessNull(
        'encryption',
        '.key_arn',
        keyArn,
        'key_arn to be the ARN of a KMS key, such as "arn:aws:kms:eu-west-1:123456789012:key/…"',
      ),
    ],
  },
  alarm_topics: {
    type: 'object({ page = string, ticket = string })',
    description:
      'The ARNs of SNS topics for urgent and for other alarms. Without them, the module creates one for both.',
    default: null,
    validation: [
      unlessNull('alarm_topics', '.page', topicArn, 'page to be the ARN of an SNS topic'),
      unlessNull('alarm_topics', '.ticket', topicArn, 'ticket to be the ARN of an SNS topic'),
    ],
  },
  source_bucket: existingBucket(
    'source_bucket',
    'A bucket that exists and sends its events to EventBridge, instead of a new one, and the ARN of the KMS key that encrypts its objects, if one does. Nothing of its configuration is changed.',
  ),
  processed_bucket: existingBucket(
    'processed_bucket',
    'A bucket that exists, instead of a new one, and the ARN of the KMS key that encrypts its objects, if one does. Nothing of its configuration is changed.',
    {
      condition: interpolation(
        'var.processed_bucket == null || var.source_bucket == null || try(var.processed_bucket.existing != var.source_bucket.existing, true)',
      ),
      error_message:
        'Expected a bucket other than source_bucket: each thumbnail would invoke the function again, in an endless loop.',
    },
  ),
  former_keys: {
    type: 'list(string)',
    description:
      'ARNs of KMS keys that encrypted objects of the source bucket before, which the function must still be able to read.',
    default: [],
    nullable: false,
    validation: [
      {
        condition: interpolation(`alltrue([for key in var.former_keys : can(regex("${keyArn}", key))])`),
        error_message: 'Expected ARNs of KMS keys, such as "arn:aws:kms:eu-west-1:123456789012:key/…".',
      },
    ],
  },
  log_keys: {
    type: 'string',
    description: 'How the log names the keys of objects: "plain", or "hmac" by a KMS key that the module creates.',
    default: 'plain',
    nullable: false,
    validation: [matches('log_keys', '^(plain|hmac)$', '"plain" or "hmac"')],
  },
  reserved_concurrency: {
    type: 'number',
    description:
      'The number of concurrent invocations, both maximum and guaranteed. 0 stops the function. -1 reserves none, as a new account demands.',
    default: Settings.shape.reservedConcurrency.parse(undefined),
    nullable: false,
    validation: [
      {
        condition: interpolation(
          'var.reserved_concurrency >= -1 && floor(var.reserved_concurrency) == var.reserved_concurrency',
        ),
        error_message: 'Expected a whole number of -1 or more.',
      },
    ],
  },
  results: { type: 'bool', description: descriptionOf('results'), default: false, nullable: false },
  placeholder: { type: 'bool', description: descriptionOf('placeholder'), default: false, nullable: false },
  ...plainVariables,
};
