import { interpolation } from './expression.ts';
import { variantValidation } from './variant-validation.ts';

interface Variable {
  /** A type of Terraform. */
  type: string;
  description: string;
  /** Undefined where a value is required. */
  default?: unknown;
  /** False where null is no value. */
  nullable?: false;
  validation?: readonly { condition: string; error_message: string }[];
}

const matches = (variable: string, pattern: string, expected: string) => ({
  condition: interpolation(`can(regex(${JSON.stringify(pattern)}, var.${variable}))`),
  error_message: `Expected ${expected}.`,
});

/** A condition on an argument that may be null. */
const unlessNull = (variable: string, path: string, pattern: string, expected: string) => ({
  condition: interpolation(`var.${variable} == null || can(regex(${JSON.stringify(pattern)}, var.${variable}${path}))`),
  error_message: `Expected ${expected}.`,
});

const namePart = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';
const namePartExpected = 'lower-case letters, digits and single hyphens, such as "prod"';
const keyArn = '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$';
const topicArn = '^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$';
const bucketName = '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$';
const policyArn = '^arn:aws[a-z-]*:iam::[0-9]{12}:policy/.+$';

/** The optional arguments of a variant, by their types in Terraform. */
export const variantArguments = {
  number: ['width', 'height', 'quality', 'effort'],
  string: ['fit', 'position', 'background', 'format', 'gamut', 'keyPrefix', 'metadata'],
  bool: ['animated', 'withoutEnlargement', 'sharpen'],
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
    description: 'The second part of every name, such as prod. No two pipelines of an account may share both parts.',
    nullable: false,
    validation: [matches('name', namePart, namePartExpected)],
  },
  variants: {
    type: `list(object({ name = string, ${optionalOfVariant} }))`,
    description: 'The thumbnails to make of each image: docs/outcomes.md of the project explains the arguments.',
    default: [{ name: '200x200', width: 200, height: 200, withoutEnlargement: false }],
    nullable: false,
    validation: variantValidation,
  },
  tags: {
    type: 'map(string)',
    description:
      'In addition to project and environment, which everything is tagged with. One that differs from them in case takes their place.',
    default: {},
    nullable: false,
    validation: [
      {
        condition: interpolation('length(distinct([for tag in keys(var.tags) : lower(tag)])) == length(var.tags)'),
        error_message: 'Expected tags that differ in more than case.',
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
  source_bucket: {
    type: 'object({ existing = string })',
    description:
      'A bucket that exists and sends its events to EventBridge, instead of a new one. Nothing of its configuration is changed.',
    default: null,
    validation: [unlessNull('source_bucket', '.existing', bucketName, 'existing to be the name of a bucket')],
  },
  processed_bucket: {
    type: 'object({ existing = string })',
    description: 'A bucket that exists, instead of a new one. Nothing of its configuration is changed.',
    default: null,
    validation: [unlessNull('processed_bucket', '.existing', bucketName, 'existing to be the name of a bucket')],
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
      'The number of concurrent invocations, both maximum and guaranteed. -1 reserves none, as a new account demands.',
    default: -1,
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
};
