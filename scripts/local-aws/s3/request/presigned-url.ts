import { parseCredential } from '../../http/read-credential.ts';
import { S3Error } from '../errors.ts';

const maxSeconds = 604_800;
/** The difference between clocks that AWS tolerates. */
const toleranceMs = 15 * 60 * 1000;

/** Parameters of the signature itself. All others that begin with `x-amz-` stand for headers. */
const ofSignature = [
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-signature',
  'x-amz-signedheaders',
];

export interface PresignedRequest {
  readonly accessKeyId: string;
  /** The parameters that do not belong to the signature. */
  readonly query: URLSearchParams;
  readonly headers: ReadonlyMap<string, string>;
}

/** Whether the signature of a request is in its query. */
export function isPresigned(query: URLSearchParams): boolean {
  return [...query.keys()].some((name) => ofSignature.includes(name.toLowerCase()));
}

/**
 * Reads a presigned request. Everything about it is verified but the signature. A checksum in the query is ignored, as S3
 * does: an SDK that signs without the body puts the checksum of no bytes there.
 *
 * @throws {S3Error} when a parameter is missing or wrong (`AuthorizationQueryParametersError`)
 * @throws {S3Error} when the URL is not valid yet or has expired (`AccessDenied`)
 * @throws {S3Error} when a signed header is missing (`SignatureDoesNotMatch`)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function readPresigned(
  query: URLSearchParams,
  headers: ReadonlyMap<string, string>,
  now = Date.now(),
): PresignedRequest {
  const signature = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  const missing = ofSignature.find((name) => !signature.has(name));
  if (missing !== undefined) throw malformed(`${missing} is missing`);
  if (signature.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256')
    throw malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const credential = parseCredential(signature.get('x-amz-credential') ?? '');
  if (!credential) throw malformed('X-Amz-Credential must be "<access key id>/<date>/<region>/<service>/aws4_request"');

  assertTime(signature.get('x-amz-date') ?? '', signature.get('x-amz-expires') ?? '', now);
  assertSignedHeaders(signature.get('x-amz-signedheaders') ?? '', headers);

  const rest = new URLSearchParams([...query].filter(([name]) => !/^x-amz-/i.test(name)));
  const hoisted = [...signature].filter(([name]) => isHoisted(name));
  return { accessKeyId: credential.accessKeyId, query: rest, headers: new Map([...hoisted, ...headers]) };
}

function isHoisted(name: string): boolean {
  return name.startsWith('x-amz-') && !ofSignature.includes(name) && !name.startsWith('x-amz-checksum-');
}

function assertTime(date: string, expires: string, now: number): void {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(signedAt)) throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const seconds = Number(expires);
  if (!/^\d+$/.test(expires) || seconds < 1 || seconds > maxSeconds) {
    throw malformed(`X-Amz-Expires must be a number of seconds from 1 to ${maxSeconds}`);
  }
  if (signedAt > now + toleranceMs) throw new S3Error('AccessDenied', 'Request is not yet valid');
  const expiresAt = signedAt + seconds * 1000;
  if (expiresAt >= now) return;
  throw new S3Error('AccessDenied', 'Request has expired', {
    'X-Amz-Expires': expires,
    Expires: new Date(expiresAt).toISOString(),
    ServerTime: new Date(now).toISOString(),
  });
}

/** A signed header must be sent, and a header of AWS must be signed. */
function assertSignedHeaders(text: string, headers: ReadonlyMap<string, string>): void {
  const signed = text.split(';');
  const missing = signed.find((name) => !headers.has(name));
  if (missing !== undefined) {
    throw new S3Error('SignatureDoesNotMatch', `The header "${missing}" is signed, but the request does not have it.`);
  }
  const unsigned = [...headers.keys()].filter((name) => name.startsWith('x-amz-') && !signed.includes(name));
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', '),
    });
  }
}

function malformed(reason: string): S3Error {
  return new S3Error('AuthorizationQueryParametersError', reason);
}
