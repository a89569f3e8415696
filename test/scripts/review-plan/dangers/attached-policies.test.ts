import { changed, created, itDoesNotWarnOf, itWarnsOf } from '../danger-tables.ts';

const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const attaches = /^attaches the policy `"arn:aws:iam::aws:policy\/AdministratorAccess"`/;
const role = 'aws_iam_role.function';
const unknownArns = { after_unknown: { managed_policy_arns: true } };

describe('attachedPolicies', () => {
  itWarnsOf({
    'a policy that is attached by its ARN': {
      change: created('aws_iam_role_policy_attachment.a', { role: 'a', policy_arn: admin }),
      words: attaches,
    },
    'a policy that is not known, but attached': {
      change: created('aws_iam_role_policy_attachment.a', { role: 'a' }, { after_unknown: { policy_arn: true } }),
      words: /^attaches the policy `\(known after apply\)`/,
    },
    'a policy that is attached to somebody else as well': {
      change: changed(
        'aws_iam_policy_attachment.a',
        { policy_arn: admin, roles: ['a'] },
        { policy_arn: admin, roles: ['a', 'b'] },
      ),
      words: attaches,
    },
    'a policy among those that alone are attached': {
      change: changed(
        'aws_iam_role_policy_attachments_exclusive.a',
        { policy_arns: ['arn'] },
        { policy_arns: ['arn', admin] },
      ),
      words: attaches,
    },
    'a managed policy of a role': {
      change: changed(role, { managed_policy_arns: [] }, { managed_policy_arns: [admin] }),
      words: attaches,
    },
    'a managed policy of a new role': { change: created(role, { managed_policy_arns: [admin] }), words: attaches },
    'managed policies of a role that are not known': {
      change: changed(role, {}, {}, { ...unknownArns, references: { managed_policy_arns: [] } }),
      words: /^attaches the policy `\(known after apply\)`/,
    },
  });

  itDoesNotWarnOf({
    'policies that stay attached, or no longer are': {
      changes: [
        changed(role, { managed_policy_arns: [admin, 'arn'] }, { managed_policy_arns: ['arn'] }),
        changed(
          'aws_iam_policy_attachment.a',
          { policy_arn: admin, roles: ['a', 'b'] },
          { policy_arn: admin, roles: ['b'] },
        ),
      ],
    },
    'what AWS determines of a new role': { changes: [created(role, {}, unknownArns)] },
  });
});
