import type { Policy } from './reading/policy.ts';
import { findDocument, type Statement, statementsOf } from './reading/statements.ts';

const role = /^arn:[a-z-]+:iam::[0-9]{12}:role\/[^*?]+$/;
const distribution =
  /^(arn:[a-z-]+:cloudfront::[0-9]{12}:distribution\/[^*?]+|\$\{aws_cloudfront_distribution\.\w+\.arn\})$/;
/** The keys of a bucket that have some text in common, such as `small/*.webp`. */
const someObjects = /^[^/]+\/[^?]*[^*?/][^?]*$/;

/**
 * The policy of a bucket lets others read some objects, and nothing else: named roles, and CloudFront on behalf of named
 * distributions. Without their names, any distribution of any AWS account could read the bucket.
 */
export const readingOnly: Policy = (block, all) => {
  if (block.type !== 'aws_s3_bucket_policy') return undefined;
  const document = findDocument(block.values['policy'], all);
  if (!document) return 'the policy of the bucket cannot be checked: use a DataAwsIamPolicyDocument of this stack';
  const wrong = (statementsOf(document) ?? []).filter(
    (statement) => statement.effect !== 'Deny' && !isReader(statement),
  );
  if (wrong.length === 0) return undefined;
  return `${wrong.map(({ sid }) => sid || 'a statement')} of the bucket's policy allows more than reading: use readerStatements`;
};

function isReader(statement: Statement): boolean {
  const { actions, not_actions, resources, not_resources, principals, not_principals } = statement;
  return (
    actions.every((action) => action === 's3:GetObject') &&
    resources.every((resource) => someObjects.test(resource)) &&
    [not_actions, not_resources, not_principals].every((list) => list.length === 0) &&
    principals.length > 0 &&
    principals.every(({ type, identifiers }) =>
      type === 'AWS' ? identifiers.every((it) => role.test(it)) : isDistribution(type, identifiers, statement),
    )
  );
}

function isDistribution(type: string, identifiers: readonly string[], { condition }: Statement): boolean {
  return (
    type === 'Service' &&
    identifiers.every((it) => it === 'cloudfront.amazonaws.com') &&
    condition.some(
      ({ test, variable, values }) =>
        test === 'StringEquals' && variable === 'aws:SourceArn' && values.every((it) => distribution.test(it)),
    )
  );
}
