import { isAllowed } from '../../policies/is-allowed.ts';
import { statementsOf } from '../../policies/statement.ts';
import { newlyAllowed } from '../../policies/widening.ts';
import type { PoliciesOf } from '../authorize.ts';
import type { Stack } from './stack.ts';

const assumedByLambda = statementsOf({
  Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
});

/** Returns a sentence for each mistake that AWS would refuse only during the deployment, although the plan is valid. */
export function validateStack(stack: Stack, policiesOf: PoliciesOf): string[] {
  const roleOf = (functionName: string) => {
    const arn = stack.functions.find(({ function_name }) => function_name === functionName)?.role;
    return stack.roles.find((role) => role.arn === arn);
  };
  return [
    ...stack.functions
      .filter(({ function_name }) => !lambdaMayAssume(roleOf(function_name)?.assume_role_policy))
      .map(({ function_name, role }) => `Lambda may not assume ${role}, the role of ${function_name}.`),

    ...stack.eventInvokeConfigs.flatMap(({ function_name, destination_config }) => {
      const { on_failure, on_success } = destination_config;
      return [on_failure, ...(on_success ? [on_success] : [])]
        .flatMap(({ destination }) => deliveryRequests(stack, destination))
        .filter((request) => !isAllowed(policiesOf(roleOf(function_name)?.name ?? ''), request))
        .map(({ action, resource }) => `The role of ${function_name} has no permission for ${action} on ${resource}.`);
    }),

    ...stack.notifications.flatMap(({ bucket, lambda_function }) =>
      lambda_function
        .filter(({ lambda_function_arn }) => !s3MayInvoke(stack, bucket, lambda_function_arn))
        .map(({ lambda_function_arn }) => `S3 has no permission to invoke ${lambda_function_arn} for ${bucket}.`),
    ),

    ...stack.eventTargets
      .filter(({ rule, arn }) => !ruleMayInvoke(stack, rule, arn))
      .map(({ rule, arn }) => `EventBridge has no permission to invoke ${arn} for ${rule}.`),
  ];
}

/** The requests of Lambda, in the function's role, that deliver to a destination. */
function deliveryRequests({ queues }: Stack, destination: string): { action: string; resource: string }[] {
  if (destination.split(':')[2] === 'events') return [{ action: 'events:PutEvents', resource: destination }];
  const key = queues.find(({ arn }) => arn === destination)?.kms_master_key_id;
  const keyActions = key === undefined ? [] : ['kms:Decrypt', 'kms:GenerateDataKey'];
  return [
    { action: 'sqs:SendMessage', resource: destination },
    ...keyActions.map((action) => ({ action, resource: key ?? '' })),
  ];
}

function lambdaMayAssume(trustPolicy = 'null'): boolean {
  return newlyAllowed(statementsOf(JSON.parse(trustPolicy)), assumedByLambda, false).length === 0;
}

function s3MayInvoke(stack: Stack, bucket: string, functionArn: string): boolean {
  return invocationPermissions(stack, functionArn).some(
    ({ principal, source_arn, source_account }) =>
      principal === 's3.amazonaws.com' && source_arn === `arn:aws:s3:::${bucket}` && source_account === stack.accountId,
  );
}

function ruleMayInvoke(stack: Stack, rule: string, functionArn: string): boolean {
  const arn = stack.eventRules.find(({ name }) => name === rule)?.arn;
  return invocationPermissions(stack, functionArn).some(
    ({ principal, source_arn }) => principal === 'events.amazonaws.com' && source_arn === arn,
  );
}

function invocationPermissions({ permissions, functions }: Stack, functionArn: string): Stack['permissions'] {
  const name = functions.find(({ arn }) => arn === functionArn)?.function_name;
  return permissions.filter(
    ({ action, function_name }) => action === 'lambda:InvokeFunction' && function_name === name,
  );
}
