import { matches, unlessNull } from './conditions.ts';
import { interpolation } from './expression.ts';
import type { Variable } from './variable.ts';

const policyArn = '^arn:aws[a-z-]*:iam::[0-9]{12}:policy/.+$';

/** The variables by which a company restricts roles. */
export const roleVariables: Readonly<Record<string, Variable>> = {
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
};
