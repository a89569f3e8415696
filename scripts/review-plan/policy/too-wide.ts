import type { Statement } from './statement.ts';

/**
 * Conditions on these keep the public out, if they name somebody: "The meaning of public" in
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const identifying =
  /^aws:(source(arn|account|orgid|orgpaths|owner|vpc|vpce|ip)|principal(arn|account|orgid|orgpaths)|userid)$/;

/** Whether a statement is for everybody, with no condition that names somebody. */
export function isPublic({ effect, principal, conditions }: Statement): boolean {
  const isAnyone = principal.except || principal.patterns.includes('*');
  return effect === 'Allow' && isAnyone && !conditions.some(isNarrow);
}

function isNarrow({ test, key, values }: Statement['conditions'][number]): boolean {
  return (
    identifying.test(key) &&
    /^(ForAnyValue:)?(String|Arn)(Equals|Like)|^IpAddress$/.test(test) &&
    !test.endsWith('IfExists') &&
    !values.some((value) => typeof value === 'string' && /^(\*|.*\/0)$/.test(value))
  );
}

/** Whether a statement allows what no role needs: all actions of a service, or an action on everything there is. */
export function isUnlimited({ effect, action, resource, principal }: Statement): boolean {
  // The policy of a bucket, a queue or a key is about that alone, even if it says `*`.
  const ofRole = principal.patterns.every((pattern) => pattern === '') && !resource.patterns.includes('');
  const anyAction = action.except || action.patterns.some((pattern) => /^(\*|.*:\*)$/.test(String(pattern)));
  return effect === 'Allow' && ofRole && (anyAction || resource.except || resource.patterns.includes('*'));
}
