import { created, itWarnsOf } from '../danger-tables.ts';

describe('attachedPolicies', () => {
  itWarnsOf({
    'a policy that is attached by its ARN': {
      change: created('aws_iam_role_policy_attachment.a', { role: 'a', policy_arn: 'arn:aws:iam::aws:policy/Admin' }),
      words: /attaches the policy `"arn:aws:iam::aws:policy\/Admin"`/,
    },
  });
});
