import { isEmpty } from '../values.ts';
import type { Rules } from './rule.ts';
import { isLost, isLostOrChanged, isMultiplied, isTurnedOff, setting } from './setting.ts';

/** A protection is taken away. */
export const protections = {
  versioning: setting({
    type: 'aws_s3_bucket_versioning',
    path: 'versioning_configuration.0.status',
    isWorse: (before, after) => before === 'Enabled' && after !== 'Enabled',
    consequence: 'keeps no old versions: an object that is overwritten or deleted is gone',
  }),
  'MFA delete': setting({
    type: 'aws_s3_bucket_versioning',
    path: 'versioning_configuration.0.mfa_delete',
    isWorse: (before, after) => before === 'Enabled' && after !== 'Enabled',
    consequence: 'lets old versions be deleted without a second factor',
  }),
  'object ownership': setting({
    type: 'aws_s3_bucket_ownership_controls',
    path: 'rule.0.object_ownership',
    isWorse: (before, after) =>
      before === 'BucketOwnerEnforced'
        ? after !== before
        : before !== after && /^(Object|BucketOwnerP)/.test(String(after)),
    consequence: 'lets access control lists count again',
  }),
  'access log': setting({
    type: 'aws_s3_bucket_logging',
    path: 'target_bucket',
    isWorse: isLostOrChanged,
    consequence: 'no longer logs access where it did',
  }),
  'permissions boundary': setting({
    path: 'permissions_boundary',
    isWorse: (before, after) => !isEmpty(before) && after !== undefined && after !== before,
    consequence: 'is no longer held to its permissions boundary',
  }),
  'exclusive policies': setting({
    type: /^aws_iam_role_polic(ies|y_attachments)_exclusive$/,
    path: 'role_name',
    isWorse: isLost,
    consequence: 'no longer removes the policies that somebody adds to the role by hand',
  }),
  'code signing': setting({
    type: 'aws_lambda_function',
    path: 'code_signing_config_arn',
    isWorse: (before, after) => after !== undefined && isLostOrChanged(before, after),
    consequence: 'no longer requires the signature that its code needed',
  }),
  network: setting({
    type: 'aws_lambda_function',
    path: 'vpc_config.0.subnet_ids',
    isWorse: (before, after) => after !== undefined && isLost(before, after),
    consequence: 'takes the function out of its network, and lets it reach the Internet',
  }),
  recursion: setting({
    type: 'aws_lambda_function_recursion_config',
    path: 'recursive_loop',
    isWorse: (before, after) => before !== 'Allow' && after === 'Allow',
    consequence: 'lets the function invoke itself without end',
  }),
  'max concurrency': setting({
    type: 'aws_lambda_function',
    path: 'reserved_concurrent_executions',
    isWorse: (before, after) =>
      typeof before === 'number' &&
      // The rule about pauses reports a stopped function, whose concurrency is 0.
      before > 0 &&
      (after === null || (typeof after === 'number' && after < 0) || isMultiplied(before, after)),
    consequence: 'takes away the ceiling of concurrency, and so of spending',
  }),
  'force destroy': setting({
    path: 'force_destroy',
    isWorse: (before, after) => before !== undefined && before !== true && after === true,
    consequence: 'can from now on be destroyed with everything in it',
  }),
  'deletion protection': setting({
    type: 'aws_cloudwatch_log_group',
    path: 'deletion_protection_enabled',
    isWorse: isTurnedOff,
    consequence: 'loses a protection',
  }),
} satisfies Rules;
