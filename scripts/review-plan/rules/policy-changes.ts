import { isPolicy } from '../../policies/statement.ts';
import type { ResourceChange } from '../resource-change.ts';
import { type Attributes, fieldOf, isAttributes, isEmpty, type Value } from '../values.ts';

/** A policy before and after a change: a symbol when it is not known, or not shown, and `undefined` when there is none. */
export interface PolicyChange {
  path: string;
  before: Value | undefined;
  after: Value | undefined;
}

/** A policy that was never known, or never shown, has no form by which it could be told from other strings. */
const policyArguments = /^(policy|policy_document|access_policy|assume_role_policy|inline_policy(\.\d+\.policy)?)$/;

/** The types of resource that add one statement to a policy, each with a function that returns the statement. */
const permissions = new Map([
  ['aws_lambda_permission', lambdaPermission],
  ['aws_cloudwatch_event_permission', eventPermission],
]);

/** Returns the changes of every policy of a resource, wherever it stands in the resource. */
export function policyChanges({ type, before, after, references }: ResourceChange): PolicyChange[] {
  const permission = permissions.get(type);
  if (permission) {
    return [{ path: 'permission', before: before && permission(before), after: after && permission(after) }];
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
  // A value that is hidden as a whole is hidden in all of its parts.
  if (typeof value === 'symbol') return value;
  return Array.isArray(value) ? value[Number(name)] : isAttributes(value) ? fieldOf(value, name) : undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
function lambdaPermission(attributes: Attributes): Attributes {
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: attributes['principal'] ?? null },
      Action: attributes['action'] ?? null,
      Resource: qualified(attributes),
      Condition: {
        ArnLike: given({ 'aws:SourceArn': attributes['source_arn'] }),
        StringEquals: given({
          'aws:SourceAccount': attributes['source_account'],
          'aws:PrincipalOrgID': attributes['principal_org_id'],
          'lambda:FunctionUrlAuthType': attributes['function_url_auth_type'],
        }),
      },
    },
  };
}

/** The permission for a version or an alias is none for the function itself. */
function qualified({ function_name: name, qualifier }: Attributes): Value {
  return typeof name === 'string' && typeof qualifier === 'string' && qualifier !== ''
    ? `${name}:${qualifier}`
    : (name ?? null);
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
function eventPermission(attributes: Attributes): Attributes {
  const condition = [attributes['condition']].flat().find(isAttributes);
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: attributes['principal'] ?? null },
      Action: attributes['action'] || 'events:PutEvents',
      Resource: attributes['event_bus_name'] || 'default',
      Condition: condition
        ? { [String(condition['type'])]: given({ [String(condition['key'])]: condition['value'] }) }
        : {},
    },
  };
}

function given(values: Record<string, Value | undefined>): Attributes {
  const entries = Object.entries(values).filter((entry): entry is [string, Value] => !isEmpty(entry[1]));
  return Object.fromEntries(entries);
}
