import type { Emitted } from './reading/emitted.ts';
import type { Policy } from './reading/policy.ts';
import { findDocument, type Statement, statementsOf } from './reading/statements.ts';

/** In characters without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxInlineCharacters = 10_240;
const maxManagedCharacters = 6144;
const maxTrustCharacters = 2048;

/** The longest ARN of a resource of a type, in the longest region and partition. A bucket's name has at most 63 characters. */
const maxArnCharacters: Readonly<Record<string, number>> = { aws_s3_bucket: 83, aws_kms_key: 96 };

/** No shorter than any other ARN of a resource of this project: that of a log group, whose name has 64 characters. */
const maxOtherArnCharacters = 140;

/** Every policy has a size that IAM allows. Otherwise IAM rejects it in the middle of a deployment. */
export const policySizes: Policy = (block, all) => {
  if (block.type === 'aws_iam_policy') {
    return tooLarge('the policy has', sizeOf(block.values['policy'], all), maxManagedCharacters);
  }
  if (block.type !== 'aws_iam_role') return undefined;
  const inline = all
    .filter(({ type, values }) => type === 'aws_iam_role_policy' && values['role'] === `\${${block.address}.name}`)
    .reduce((sum, { values }) => sum + sizeOf(values['policy'], all), 0);
  return (
    tooLarge('the inline policies of the role have', inline, maxInlineCharacters) ??
    tooLarge('the trust policy has', sizeOf(block.values['assume_role_policy'], all), maxTrustCharacters)
  );
};

function tooLarge(subject: string, size: number, max: number): string | undefined {
  if (size <= max) return undefined;
  return `${subject} up to ${size} characters where IAM allows ${max}: put fewer environments into the account, or use shorter names`;
}

/** Returns the maximum length of a policy once Terraform has put in the references. */
function sizeOf(policy: unknown, all: readonly Emitted[]): number {
  const document = findDocument(policy, all);
  const statements = (document && statementsOf(document)) ?? [];
  const json = JSON.stringify({ Version: '2012-10-17', Statement: statements.map(stored) });
  return json
    .replaceAll(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, '000000000000')
    .replaceAll(/\$\{(\w*)[^}]*\}/g, (_, type: string) => 'a'.repeat(maxArnCharacters[type] ?? maxOtherArnCharacters))
    .replaceAll(/\s/g, '').length;
}

function stored({ sid, effect, principals, condition, ...rest }: Statement) {
  const isGiven = ([, values]: [string, string[]]) => values.length > 0;
  const { actions, not_actions, resources, not_resources } = rest;
  const lists = { Action: actions, NotAction: not_actions, Resource: resources, NotResource: not_resources };
  return {
    Sid: sid,
    Effect: effect,
    ...Object.fromEntries(Object.entries(lists).filter(isGiven)),
    ...(principals.length === 0
      ? {}
      : { Principal: principals.map(({ type, identifiers }) => ({ [type]: identifiers })) }),
    ...(condition.length === 0
      ? {}
      : { Condition: condition.map(({ test, variable, values }) => ({ [test]: { [variable]: values } })) }),
  };
}
