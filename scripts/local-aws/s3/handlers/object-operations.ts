import { checksumHeader, type ObjectChecksum } from '../checksums.ts';
import { noSuchKey } from '../errors.ts';
import { parseByteRange } from '../request/byte-range.ts';
import { assertMayWrite, isNotModified } from '../request/conditions.ts';
import { objectAttributes } from '../request/object-attributes.ts';
import { requestBody } from '../request/request-body.ts';
import type { ObjectInfo } from '../store/object-file.ts';
import { bucketArn, type OperationContext, objectArn, type Reply } from './operation.ts';

export async function putObject({ request, store, assertAllowed, assertMayUseKey }: OperationContext): Promise<Reply> {
  const { bucket, key, headers } = request;
  assertAllowed('s3:PutObject', objectArn(bucket, key));
  assertMayUseKey('kms:GenerateDataKey', bucket);
  const { bytes, checksum } = requestBody(headers, request.body);
  const info = await store.put(bucket, key, bytes, {
    ...objectAttributes(headers),
    checksum,
    mayReplace: (current) => assertMayWrite(headers, key, current?.etag),
  });
  return { status: 200, headers: { etag: `"${info.etag}"`, ...checksumHeadersOf(info.checksum) } };
}

/** Answers GET and HEAD. A HEAD has the same headers and no body. */
export async function getObject({ request, store, assertAllowed, assertMayUseKey }: OperationContext): Promise<Reply> {
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
  if (isNotModified(headers, info.etag)) return { status: 304, headers: validators(info) };

  const range = parseByteRange(headers.get('range'), info.size);
  const reply = {
    status: range ? 206 : 200,
    headers: {
      'content-type': 'binary/octet-stream',
      ...info.headers,
      ...Object.fromEntries(Object.entries(info.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
      ...validators(info),
      'accept-ranges': 'bytes',
      'content-length': range ? range.last - range.first + 1 : info.size,
      ...(range && { 'content-range': `bytes ${range.first}-${range.last}/${info.size}` }),
      ...(!range && headers.get('x-amz-checksum-mode') === 'ENABLED' && checksumHeadersOf(info.checksum)),
    },
  };
  const object = operation === 'GetObject' ? store.get(bucket, key, range) : undefined;
  return object ? { ...reply, body: object.body } : reply;
}

export async function deleteObject({ request, store, assertAllowed }: OperationContext): Promise<Reply> {
  assertAllowed('s3:DeleteObject', objectArn(request.bucket, request.key));
  store.delete(request.bucket, request.key);
  return { status: 204 };
}

function validators({ etag, lastModified }: ObjectInfo) {
  return { etag: `"${etag}"`, 'last-modified': new Date(lastModified).toUTCString() };
}

function checksumHeadersOf(checksum: ObjectChecksum | undefined): Record<string, string> {
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}
