import { checksumHeadersOf } from '../checksums.ts';
import { noSuchKey } from '../errors.ts';
import { assertMayWrite } from '../request/conditions.ts';
import { objectAttributes } from '../request/object-attributes.ts';
import { assertLength, requestBody } from '../request/request-body.ts';
import { renderS3Xml } from '../xml.ts';
import { type OperationContext, objectArn, type Reply, xmlReply } from './operation-context.ts';

export async function putObject({ request, store, assertAllowed, assertMayUseKey }: OperationContext): Promise<Reply> {
  const { bucket, key, headers } = request;
  assertAllowed('s3:PutObject', objectArn(bucket, key));
  assertMayUseKey('kms:GenerateDataKey', bucket);
  assertLength(headers);
  const { bytes, checksum } = requestBody(headers, request.body);
  const info = await store.put(bucket, key, bytes, {
    ...objectAttributes(headers),
    checksum,
    mayReplace: (current) => assertMayWrite(headers, key, current?.etag),
  });
  return { status: 200, headers: { etag: `"${info.etag}"`, ...checksumHeadersOf(info.checksum) } };
}

export async function deleteObject({ request, store, assertAllowed }: OperationContext): Promise<Reply> {
  assertAllowed('s3:DeleteObject', objectArn(request.bucket, request.key));
  store.delete(request.bucket, request.key);
  return { status: 204 };
}

/** No object has tags here: the operations and headers that would give it some are refused. */
export async function getObjectTagging({ request, store, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket, key } = request;
  assertAllowed('s3:GetObjectTagging', objectArn(bucket, key));
  if (!store.head(bucket, key)) throw noSuchKey(key);
  return xmlReply(renderS3Xml('Tagging', { TagSet: '' }));
}
