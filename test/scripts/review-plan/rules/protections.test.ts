import { protections } from '../../../../scripts/review-plan/rules/protections.ts';
import { changed, created, destroyed, testRules } from '../danger-cases.ts';

const concurrency = (before: number | null, after: number | null) =>
  changed(
    'aws_lambda_function.a',
    { reserved_concurrent_executions: before },
    { reserved_concurrent_executions: after },
  );
const bounded = { permissions_boundary: 'arn:a' };
const ownership = (object_ownership: string) => ({ rule: [{ object_ownership }] });

describe('protections', () => {
  testRules(protections, {
    versioning: {
      warnsOf: {
        'versioning that is suspended': {
          change: changed(
            'aws_s3_bucket_versioning.a',
            { versioning_configuration: [{ status: 'Enabled' }] },
            { versioning_configuration: [{ status: 'Suspended' }] },
          ),
          words: /keeps no old versions/,
        },
      },
      isQuietAbout: {
        'versioning that was never there': {
          changes: [created('aws_s3_bucket_versioning.a', { versioning_configuration: [{ status: 'Suspended' }] })],
        },
      },
    },
    'MFA delete': {
      warnsOf: {
        'old versions that are deleted without a second factor': {
          change: changed(
            'aws_s3_bucket_versioning.a',
            { versioning_configuration: [{ status: 'Enabled', mfa_delete: 'Enabled' }] },
            { versioning_configuration: [{ status: 'Enabled', mfa_delete: 'Disabled' }] },
          ),
          words: /^lets old versions be deleted without a second factor/,
        },
      },
    },
    'object ownership': {
      warnsOf: {
        'access control lists that count again': {
          change: destroyed('aws_s3_bucket_ownership_controls.a', ownership('BucketOwnerEnforced')),
          words: /lets access control lists count/,
        },
        'access control lists that count from now on': {
          change: changed(
            'aws_s3_bucket_ownership_controls.a',
            ownership('BucketOwnerEnforced'),
            ownership('ObjectWriter'),
          ),
          words: /lets access control lists count/,
        },
        'new controls that let access control lists count': {
          change: created('aws_s3_bucket_ownership_controls.a', ownership('BucketOwnerPreferred')),
          words: /lets access control lists count/,
        },
      },
      isQuietAbout: {
        'access control lists that no longer count': {
          changes: [
            changed('aws_s3_bucket_ownership_controls.a', ownership('ObjectWriter'), ownership('BucketOwnerEnforced')),
          ],
        },
      },
    },
    'access log': {
      warnsOf: {
        'a bucket whose access is no longer logged': {
          change: destroyed('aws_s3_bucket_logging.a', { target_bucket: 'logs' }),
          words: /^no longer logs access where it did: `target_bucket` `"logs"` → `nothing`\.$/,
        },
        'a bucket whose access is logged elsewhere': {
          change: changed('aws_s3_bucket_logging.a', { target_bucket: 'logs' }, { target_bucket: 'others' }),
          words: /^no longer logs access where it did/,
        },
      },
      isQuietAbout: {
        'a bucket whose access is logged from now on': {
          changes: [created('aws_s3_bucket_logging.a', { target_bucket: 'logs' })],
        },
      },
    },
    'permissions boundary': {
      warnsOf: {
        'a role without its permissions boundary': {
          change: changed('aws_iam_role.a', bounded, { permissions_boundary: '' }),
          words: /no longer held to its permissions boundary: `permissions_boundary` `"arn:a"` →/,
        },
        'a user with another permissions boundary': {
          change: changed('aws_iam_user.a', bounded, { permissions_boundary: 'arn:b' }),
          words: /no longer held to its permissions boundary/,
        },
      },
      isQuietAbout: {
        'a permissions boundary, and what is destroyed with one': {
          changes: [created('aws_iam_role.a', bounded), destroyed('aws_iam_role.b', bounded)],
        },
      },
    },
    'exclusive policies': {
      warnsOf: {
        'a role that may get more policies by hand': {
          change: destroyed('aws_iam_role_policies_exclusive.a', { role_name: 'a', policy_names: ['a'] }),
          words: /^no longer removes the policies that somebody adds/,
        },
        'a role that may get more managed policies by hand': {
          change: destroyed('aws_iam_role_policy_attachments_exclusive.a', { role_name: 'a', policy_arns: [] }),
          words: /^no longer removes the policies that somebody adds/,
        },
      },
      isQuietAbout: {
        'a list that goes with its role': {
          changes: [destroyed('aws_iam_role_policies_exclusive.a', { role_name: 'a', policy_names: ['a'] })],
          among: [destroyed('aws_iam_role.a', { id: 'a', name: 'a' })],
        },
      },
    },
    'code signing': {
      warnsOf: {
        'a function that runs unsigned code': {
          change: changed(
            'aws_lambda_function.a',
            { code_signing_config_arn: 'arn:a' },
            { code_signing_config_arn: '' },
          ),
          words: /no longer requires the signature/,
        },
      },
    },
    recursion: {
      warnsOf: {
        'a function that may invoke itself': {
          change: changed(
            'aws_lambda_function_recursion_config.a',
            { recursive_loop: 'Terminate' },
            { recursive_loop: 'Allow' },
          ),
          words: /invoke itself/,
        },
      },
      isQuietAbout: {
        // The provider then goes back to the default, which is Terminate.
        'a recursion config that is destroyed, or that was no better before': {
          changes: [
            destroyed('aws_lambda_function_recursion_config.a', { recursive_loop: 'Terminate' }),
            changed('aws_lambda_function_recursion_config.b', { recursive_loop: 'Allow' }, { recursive_loop: 'Allow' }),
          ],
        },
      },
    },
    network: {
      warnsOf: {
        'a function that leaves its network': {
          change: changed('aws_lambda_function.a', { vpc_config: [{ subnet_ids: ['subnet-1'] }] }, { vpc_config: [] }),
          words: /^takes the function out of its network/,
        },
      },
      isQuietAbout: {
        'a new function without a network': { changes: [created('aws_lambda_function.a', { vpc_config: [] })] },
      },
    },
    'max concurrency': {
      warnsOf: {
        'concurrency without a ceiling': { change: concurrency(10, -1), words: /takes away the ceiling/ },
        'concurrency whose ceiling is dropped': { change: concurrency(10, null), words: /takes away the ceiling/ },
        'ten times the concurrency': { change: concurrency(10, 100), words: /takes away the ceiling/ },
      },
      isQuietAbout: {
        'another ceiling of concurrency': {
          changes: [concurrency(10, 99), concurrency(-1, 10)],
        },
      },
    },
    'force destroy': {
      warnsOf: {
        'a bucket that may be destroyed with its objects': {
          change: changed('aws_s3_bucket.a', { force_destroy: false }, { force_destroy: true }),
          words: /destroyed with everything in it/,
        },
      },
      isQuietAbout: {
        'a new bucket that may be destroyed': { changes: [created('aws_s3_bucket.a', { force_destroy: true })] },
      },
    },
    'deletion protection': {
      warnsOf: {
        'a log that may be deleted': {
          change: changed(
            'aws_cloudwatch_log_group.a',
            { deletion_protection_enabled: true },
            { deletion_protection_enabled: false },
          ),
          words: /loses a protection/,
        },
      },
    },
  });
});
