import { isLocalOrigin } from '../../http/is-local-origin.ts';
import { S3Error } from '../errors.ts';

/** One rule of a bucket's CORS configuration. */
export interface CorsRule {
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number | undefined;
}

type Headers = ReadonlyMap<string, string>;

/**
 * Returns the headers that answer a preflight request.
 *
 * @throws {S3Error} when it is no preflight (`BadRequest`), or no rule allows the request that follows (`AccessForbidden`)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function preflightHeaders(rules: readonly CorsRule[], headers: Headers): Record<string, string> {
  const origin = headers.get('origin');
  const method = headers.get('access-control-request-method');
  if (origin === undefined) {
    throw new S3Error('BadRequest', 'Insufficient information. Origin request header needed.');
  }
  if (method === undefined) throw new S3Error('BadRequest', 'Invalid Access-Control-Request-Method: null');
  if (rules.length === 0) throw forbidden('CORS is not enabled for this bucket.');

  const requested = headers.get('access-control-request-headers');
  const names = (requested ?? '').split(',').flatMap((name) => name.trim().toLowerCase() || []);
  const rule = findRule(rules, origin, method, names);
  if (!rule) {
    throw forbidden(`no rule of the bucket allows ${method} from ${origin} with the headers ${requested ?? '(none)'}.`);
  }
  return {
    ...corsHeaders(rule, origin),
    ...(requested !== undefined && { 'access-control-allow-headers': requested }),
  };
}

/** Returns the headers by which a page may read the response to its request, if a rule allows it. */
export function responseHeaders(rules: readonly CorsRule[], method: string, headers: Headers): Record<string, string> {
  const origin = headers.get('origin');
  const rule = origin === undefined ? undefined : findRule(rules, origin, method, []);
  return rule && origin !== undefined ? corsHeaders(rule, origin) : {};
}

/**
 * Asserts that no page of another site changes anything. S3 relies on signatures for that, which are not verified here.
 *
 * @throws {S3Error} when a page of another site sent it, and no rule allows that (`AccessForbidden`)
 */
export function assertNotForged(rules: readonly CorsRule[], method: string, headers: Headers): void {
  const origin = headers.get('origin');
  if (method === 'GET' || method === 'HEAD' || isLocalOrigin(origin)) return;
  if (findRule(rules, origin ?? '', method, [])) return;
  throw forbidden(`no rule of the bucket allows ${method} from ${origin}, which is another site.`);
}

function findRule(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  names: readonly string[],
): CorsRule | undefined {
  return rules.find(
    ({ allowedOrigins, allowedMethods, allowedHeaders }) =>
      allowedOrigins.some((pattern) => matches(pattern, origin)) &&
      allowedMethods.includes(method) &&
      names.every((name) => allowedHeaders.some((pattern) => matches(pattern.toLowerCase(), name))),
  );
}

/** A pattern has at most one `*`. */
function matches(pattern: string, value: string): boolean {
  const [prefix = '', suffix] = pattern.split('*');
  if (suffix === undefined) return pattern === value;
  return value.length >= prefix.length + suffix.length && value.startsWith(prefix) && value.endsWith(suffix);
}

function corsHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const isAny = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': isAny ? '*' : origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(rule.exposeHeaders.length > 0 && { 'access-control-expose-headers': rule.exposeHeaders.join(', ') }),
    ...(rule.maxAgeSeconds !== undefined && { 'access-control-max-age': String(rule.maxAgeSeconds) }),
    ...(!isAny && { 'access-control-allow-credentials': 'true' }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function forbidden(reason: string): S3Error {
  return new S3Error('AccessForbidden', `CORSResponse: ${reason}`);
}
