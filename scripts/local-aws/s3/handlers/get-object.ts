import { checksumHeadersOf } from '../checksums.ts';
import { noSuchKey, S3Error } from '../errors.ts';
import { type ByteRange, parseByteRange } from '../request/byte-range.ts';
import { isNotModified } from '../request/conditions.ts';
import type { S3Request } from '../request/s3-request.ts';
import type { ObjectInfo } from '../store/object-file.ts';
import { partRange } from '../store/part-range.ts';
import { bucketArn, type OperationContext, objectArn, type Reply } from './operation-context.ts';

/** The inputs of a read. */
interface ReadContext extends Pick<OperationContext, 'store' | 'assertAllowed' | 'assertMayUseKey'> {
  readonly request: Omit<S3Request, 'accessKeyId' | 'body'>;
}

/** Answers GET and HEAD. A HEAD has the same headers and no body. */
export async function getObject({ request, store, assertAllowed, assertMayUseKey }: ReadContext): Promise<Reply> {
  const { bucket, key, headers, operation } = request;
  assertAllowed('s3:GetObject', objectArn(bucket, key));
  const info = store.head(bucket, key);
  if (!info) {
    // S3 tells only callers who may list the bucket that a key is missing: see "Permissions" of GetObject in its API
    // reference.
    assertAllowed('s3:ListBucket', bucketArn(bucket));
    throw noSuchKey(key);
  }
  // A HEAD reads nothing that is encrypted.
  if (operation === 'GetObject') assertMayUseKey('kms:Decrypt', bucket);
  if (isNotModified(headers, info)) return { status: 304, headers: validators(info) };

  const { range, partCount } = requestedRange(request, info);
  const reply = {
    status: range ? 206 : 200,
    headers: {
      'content-type': 'binary/octet-stream',
      ...info.headers,
      ...overridesOf(request),
      ...Object.fromEntries(Object.entries(info.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
      ...validators(info),
      'accept-ranges': 'bytes',
      'content-length': range ? range.last - range.first + 1 : info.size,
      ...(range && { 'content-range': `bytes ${range.first}-${range.last}/${info.size}` }),
      ...(partCount !== undefined && { 'x-amz-mp-parts-count': partCount }),
      ...(!range && headers.get('x-amz-checksum-mode') === 'ENABLED' && checksumHeadersOf(info.checksum)),
    },
  };
  const object = operation === 'GetObject' ? store.get(bucket, key, range) : undefined;
  return object ? { ...reply, body: object.body } : reply;
}

function validators({ etag, lastModified }: ObjectInfo) {
  return { etag: `"${etag}"`, 'last-modified': new Date(lastModified).toUTCString() };
}

function requestedRange(
  { headers, query }: ReadContext['request'],
  info: ObjectInfo,
): { range: ByteRange | undefined; partCount?: number | undefined } {
  const header = headers.get('range');
  const partNumber = query.get('partNumber');
  if (partNumber === null) return { range: parseByteRange(header, info.size) };
  if (header === undefined) return { range: partRange(info, partNumber), partCount: info.partSizes?.length };
  throw new S3Error('InvalidRequest', 'Cannot specify both Range header and partNumber query parameter');
}

/** The headers of the response that query parameters such as `response-content-type` replace. */
function overridesOf({ query }: ReadContext['request']): Record<string, string> {
  const overrides = [...query].filter(([name]) => name.startsWith('response-'));
  return Object.fromEntries(overrides.map(([name, value]) => [name.slice('response-'.length), value]));
}
