import type { Pattern, Statement } from './statement.ts';

/**
 * Conditions on these keep the public out, if they name somebody: "The meaning of public" in
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const identifying =
  /^aws:(source(arn|account|orgid|orgpaths|owner|vpc|vpce|ip)|principal(arn|account|orgid|orgpaths)|userid)$/;
const tests = /^(ForAnyValue:)?(String|Arn)(Equals|Like)(IgnoreCase)?$|^IpAddress$/;

/** Whether a statement is for everybody, with no condition that names somebody. */
export function isPublic({ effect, principal, conditions }: Statement): boolean {
  const isAnyone = principal.except || principal.patterns.includes('*');
  return effect === 'Allow' && isAnyone && !conditions.some(isNarrow);
}

function isNarrow({ test, key, values }: Statement['conditions'][number]): boolean {
  const narrows = key === 'aws:sourceip' ? isNetwork : isSomebody;
  return identifying.test(key) && tests.test(test) && values.every((it) => typeof it === 'symbol' || narrows(it));
}

/** Two halves of the Internet are no less than the whole. */
function isNetwork(range: string): boolean {
  return Number(range.split('/')[1] ?? 32) >= 8;
}

/** Wildcards and variables are filled in by whoever asks, unless an account, an organization or a role comes before them. */
function isSomebody(value: string): boolean {
  return /^[^*?$]+$|^arn(:[^:]*){3}:\d{12}:|^o-\w+\/|^A\w+:/.test(value);
}

/** Whether a statement allows what no role needs: all actions of a service, or an action on everything there is. */
export function isUnlimited({ effect, action, resource, principal }: Statement): boolean {
  // The policy of a bucket, a queue or a key is about that alone, even if it says `*`.
  const ofRole = principal.patterns.every((pattern) => pattern === '') && !resource.patterns.includes('');
  const anyAction = action.except || action.patterns.some(isAnyAction);
  return effect === 'Allow' && ofRole && (anyAction || resource.except || resource.patterns.some(isEverything));
}

function isAnyAction(pattern: Pattern): boolean {
  const [service = '', name = ''] = String(pattern).split(':');
  return /[*?]/.test(service) || /^[*?]+$/.test(name);
}

/** An ARN in which nothing is named: neither the resource itself, nor, of its kind, the account that it is in. */
function isEverything(pattern: Pattern): boolean {
  const [, , , , account = '', ...rest] = String(pattern).split(':');
  const isAnyAccount = /[*?]/.test(account);
  const name = rest.join(':').replace(isAnyAccount ? /^[\w-]+[/:]/ : '', '');
  return rest.length === 0 ? /[*?]/.test(String(pattern)) : /^[*?/:]+$/.test(name);
}
