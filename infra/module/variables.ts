import { sourceFormats } from '../../functions/thumbnail/contract.ts';
import { nameLimits } from '../name-limits.ts';
import { Settings } from '../settings.ts';
import { fits, ids, keyArn, matches, unlessNull } from './conditions.ts';
import { existingBucket } from './existing-bucket.ts';
import { interpolation } from './expression.ts';
import { descriptionOf, plainVariables } from './plain-variables.ts';
import { retiredKeysValidation } from './retired-keys-validation.ts';
import type { Variable } from './variable.ts';
import { variantValidation } from './variant-validation.ts';

const namePart = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';
const namePartExpected = 'lower-case letters, digits and single hyphens, such as "prod"';
const topicArn = '^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$';
const policyArn = '^arn:aws[a-z-]*:iam::[0-9]{12}:policy/.+$';
const prefix = `${interpolation('var.project')}-${interpolation('var.name')}`;
const ofBucket = `000000000000-${interpolation('data.aws_region.region.region')}`;

/** The optional arguments of a variant, by their types in Terraform. */
export const variantArguments = {
  number: ['width', 'height', 'quality', 'effort'],
  string: ['fit', 'position', 'background', 'format', 'gamut', 'key_prefix', 'metadata'],
  bool: ['animated', 'without_enlargement', 'sharpen'],
} as const;
const optionalOfVariant = Object.entries(variantArguments)
  .flatMap(([type, names]) => names.map((name) => `${name} = optional(${type})`))
  .join(', ');

/** The variables of the module. A setting that makes resources come or go is an object, since Terraform must know it before it knows any ARN. */
export const variables: Readonly<Record<string, Variable>> = {
  project: {
    type: 'string',
    description: 'The first part of every name.',
    default: 'thumbnails',
    nullable: false,
    validation: [matches('project', namePart, namePartExpected)],
  },
  name: {
    type: 'string',
    description:
      'The second part of every name, such as prod. No two pipelines of an account may share both parts. Both together have at most 30 characters in a region with a name of 9, such as eu-west-1: the names of buckets have 63.',
    nullable: false,
    validation: [
      matches('name', namePart, namePartExpected),
      fits('the source bucket', `${prefix}-source-${ofBucket}`, nameLimits.bucket, 'var.source_bucket != null'),
      fits(
        'the processed bucket',
        `${prefix}-processed-${ofBucket}`,
        nameLimits.bucket,
        'var.processed_bucket != null',
      ),
      fits('the role', `${interpolation('var.role_prefix')}${prefix}-thumbnail`, nameLimits.role),
    ],
  },
  variants: {
    type: `list(object({ name = string, ${optionalOfVariant} }))`,
    description:
      'The thumbnails to make of each image: docs/outcomes.md of the project explains the arguments. Terraform ignores an argument that is misspelt.',
    default: [{ name: '200x200', width: 200, height: 200, without_enlargement: false }],
    nullable: false,
    validation: variantValidation,
  },
  retired_keys: {
    type: 'list(string)',
    description:
      'Templates of keys that no variant has any more, such as small/{key}.webp, whose thumbnails are removed with their source.',
    default: [],
    nullable: false,
    validation: retiredKeysValidation,
  },
  formats: {
    type: 'map(bool)',
    description: 'The formats that are read, such as { heic = false }. An upload in one that is off is rejected.',
    default: {},
    nullable: false,
    validation: [
      {
        condition: interpolation(
          `alltrue([for name in keys(var.formats) : contains(${JSON.stringify(sourceFormats.options)}, name)])`,
        ),
        error_message: `Expected names of formats: ${sourceFormats.options.join(', ')}.`,
      },
      {
        condition: interpolation('alltrue([for isRead in values(var.formats) : isRead != null])'),
        error_message: 'Expected true or false for each format.',
      },
    ],
  },
  tags: {
    type: 'map(string)',
    description:
      "In addition to project and environment, which everything is tagged with. One that differs from them in case takes their place. Repeat a Project or Environment of your provider's default_tags here, since IAM refuses both spellings.",
    default: {},
    nullable: false,
    validation: [
      {
        condition: interpolation('length(distinct([for tag in keys(var.tags) : lower(tag)])) == length(var.tags)'),
        error_message: 'Expected tags that differ in more than case.',
      },
      {
        condition: interpolation(
          `alltrue([for key, value in var.tags : can(regex("^[A-Za-z0-9 _.:/=+@-]{1,128}$", key)) && can(regex("^[A-Za-z0-9 _.:/=+@-]{1,256}$", value)) && !anytrue([for text in [key, value] : startswith(lower(text), "aws:")])])`,
        ),
        error_message:
          'Expected keys of 1 to 128 and values of 1 to 256 letters, digits, spaces or characters of _.:/=+@- that do not begin with "aws:".',
      },
      {
        condition: interpolation(
          'length(distinct(concat(["project", "environment"], [for tag in keys(var.tags) : lower(tag)]))) <= 50',
        ),
        error_message: 'Expected at most 50 tags, which is what AWS allows, including project and environment.',
      },
    ],
  },
  permissions_boundary: {
    type: 'string',
    description: "The ARN of the permissions boundary of the functions' roles.",
    default: null,
    validation: [
      unlessNull(
        'permissions_boundary',
        '',
        policyArn,
        'the ARN of an IAM policy, such as "arn:aws:iam::123456789012:policy/name"',
      ),
    ],
  },
  role_path: {
    type: 'string',
    description: 'The beginning of the path of every role, such as /company/.',
    default: '/',
    nullable: false,
    validation: [
      matches('role_path', '^/([A-Za-z0-9+=,.@_-]+/){0,8}$', 'the path of IAM roles, such as "/company/apps/"'),
      {
        condition: interpolation('length(var.role_path) <= 400'),
        error_message: 'Expected at most 400 characters.',
      },
    ],
  },
  role_prefix: {
    type: 'string',
    description: 'The beginning of the name of every role, such as app-.',
    default: '',
    nullable: false,
    validation: [
      matches('role_prefix', '^[A-Za-z0-9+=,.@_-]{0,32}$', 'at most 32 letters, digits or characters of +=,.@_-'),
    ],
  },
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
