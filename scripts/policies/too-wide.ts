import type { Pattern, Statement } from './statement.ts';

/**
 * A condition on one of these keys keeps the public out, if it names somebody: "The meaning of public" in
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const identifying =
  /^aws:(source(arn|account|orgid|orgpaths|owner|vpc|vpce|ip)|principal(arn|account|orgid|orgpaths)|userid)$/;
const tests = /^(ForAnyValue:)?(String|Arn)(Equals|Like)(IgnoreCase)?$|^IpAddress$/;

/** Whether a statement allows anyone, without a condition that names somebody. */
export function isPublic({ effect, principal, conditions }: Statement): boolean {
  const isAnyone = principal.except || principal.patterns.includes('*');
  return effect === 'Allow' && isAnyone && !conditions.some(isNarrow);
}

function isNarrow({ test, key, values }: Statement['conditions'][number]): boolean {
  const narrows = key === 'aws:sourceip' ? isNetwork : isSomebody;
  return identifying.test(key) && tests.test(test) && values.every((it) => typeof it === 'symbol' || narrows(it));
}

/** A range shorter than that is a part of the Internet, of which two make the whole. */
function isNetwork(range: string): boolean {
  return Number(range.split('/')[1] ?? 32) >= 8;
}

/** The caller decides what fills a wildcard or a variable, unless an account, an organization or a role comes before it. */
function isSomebody(value: string): boolean {
  return /^[^*?$]+$|^arn(:[^:]*){3}:\d{12}:|^o-\w+\/|^A\w+:/.test(value);
}

/** Whether a statement allows more than any role needs: all actions of a service, or an action on every resource. */
export function isUnlimited({ effect, action, resource, principal }: Statement): boolean {
  // The policy of a bucket, a queue or a key is about that alone, even with `*` for a resource.
  const ofRole = principal.patterns.every((pattern) => pattern === '') && !resource.patterns.includes('');
  const anyAction = action.except || action.patterns.some(isAnyAction);
  return effect === 'Allow' && ofRole && (anyAction || resource.except || resource.patterns.some(isEverything));
}

function isAnyAction(pattern: Pattern): boolean {
  const [service = '', name = ''] = String(pattern).split(':');
  return /[*?]/.test(service) || /^[*?]+$/.test(name);
}

/** Whether an ARN names neither the resource nor, for all resources of a kind, their account. */
function isEverything(pattern: Pattern): boolean {
  const [, , , , account = '', ...rest] = String(pattern).split(':');
  const isAnyAccount = /[*?]/.test(account);
  const name = rest.join(':').replace(isAnyAccount ? /^[\w-]+[/:]/ : '', '');
  return rest.length === 0 ? /[*?]/.test(String(pattern)) : /^[*?/:]+$/.test(name);
}
