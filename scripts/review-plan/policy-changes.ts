import { isPolicy } from '../policies/statement.ts';
import type { ResourceChange } from './resource-change.ts';
import { type Attributes, fieldOf, isAttributes, isEmpty, type Value } from './values.ts';

/** A policy before and after a change: a symbol when it is not known, or not shown, and `undefined` when there is none. */
export interface PolicyChange {
  path: string;
  before: Value | undefined;
  after: Value | undefined;
}

/** What has never been known, or shown, cannot be told from other strings by its form. */
const policyArguments = /^(policy|assume_role_policy|inline_policy(\.\d+\.policy)?)$/;

/** The policies of a resource, wherever they stand in it; and what is as good as a policy. */
export function policyChanges({ type, before, after, references }: ResourceChange): PolicyChange[] {
  if (type === 'aws_lambda_permission') {
    return [{ path: 'permission', before: permission(before), after: permission(after) }];
  }
  return found('', before, after);

  function found(path: string, before: Value | undefined, after: Value | undefined): PolicyChange[] {
    if (isPolicy(before) || isPolicy(after) || isHidden(path, after)) return [{ path, before, after }];
    return [...new Set([...parts(before), ...parts(after)])].flatMap((name) =>
      found(path === '' ? name : `${path}.${name}`, part(before, name), part(after, name)),
    );
  }

  /** AWS determines an argument that the configuration does not set. */
  function isHidden(path: string, value: Value | undefined): boolean {
    return (
      typeof value === 'symbol' && policyArguments.test(path) && (references?.has(path.replace(/\..*/, '')) ?? true)
    );
  }
}

function parts(value: Value | undefined): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function part(value: Value | undefined, name: string): Value | undefined {
  // What is hidden as a whole is hidden in all of its parts.
  if (typeof value === 'symbol') return value;
  return Array.isArray(value) ? value[Number(name)] : isAttributes(value) ? fieldOf(value, name) : undefined;
}

/** The statement that Lambda adds to the function's policy: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
function permission(attributes: Attributes | undefined): Attributes | undefined {
  if (!attributes) return undefined;
  const conditions = {
    ArnLike: { 'aws:SourceArn': attributes['source_arn'] },
    StringEquals: {
      'aws:SourceAccount': attributes['source_account'],
      'aws:PrincipalOrgID': attributes['principal_org_id'],
      'lambda:FunctionUrlAuthType': attributes['function_url_auth_type'],
    },
  };
  const given = Object.entries(conditions).map(([test, keys]) => [
    test,
    Object.fromEntries(Object.entries(keys).filter(([, value]) => !isEmpty(value))),
  ]);
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: attributes['principal'] ?? null },
      Action: attributes['action'] ?? null,
      Resource: attributes['function_name'] ?? null,
      Condition: Object.fromEntries(given),
    },
  };
}
