import * as z from 'zod';
import { ChecksumAlgorithm, checksumElementsOf, type ObjectChecksum } from '../checksums.ts';
import { noSuchKey, notImplemented, S3Error } from '../errors.ts';
import type { ByteRange } from '../request/byte-range.ts';
import { assertMayWrite, isNotModified, preconditionFailed } from '../request/conditions.ts';
import { decodeUri } from '../request/decode-uri.ts';
import { objectAttributes } from '../request/object-attributes.ts';
import type { BucketStore } from '../store/bucket-store.ts';
import { checksummedBody } from '../store/checksummed-body.ts';
import type { ObjectInfo } from '../store/object-file.ts';
import { renderS3Xml } from '../xml.ts';
import { partNumberOf, uploadIdOf } from './multipart-operations.ts';
import { type OperationContext, objectArn, type Reply, xmlReply } from './operation-context.ts';

export async function copyObject(context: OperationContext): Promise<Reply> {
  const { request, store, assertAllowed, assertMayUseKey } = context;
  const { bucket, key, headers } = request;
  assertAllowed('s3:PutObject', objectArn(bucket, key));
  const source = readSource(context);
  assertMayUseKey('kms:GenerateDataKey', bucket);
  store.assertBucket(bucket);

  const given = objectAttributes(headers);
  const directive = MetadataDirective.safeParse(headers.get('x-amz-metadata-directive'));
  if (!directive.success) throw new S3Error('InvalidArgument', 'Unknown metadata directive.');
  if (directive.data === 'COPY' && source.bucket === bucket && source.key === key) {
    throw new S3Error(
      'InvalidRequest',
      'This copy request is illegal because it is trying to copy an object to itself without changing its metadata.',
    );
  }
  const object = open(store, source);
  const { body, checksum } = checksummedBody(object, checksumAlgorithm(headers) ?? source.info.checksum?.algorithm);
  const info = await store.put(bucket, key, body, {
    ...(directive.data === 'COPY' ? { headers: source.info.headers, metadata: source.info.metadata } : given),
    checksum,
    mayReplace: (current) => assertMayWrite(headers, key, current?.etag),
    eventName: 'ObjectCreated:Copy',
  });
  return xmlReply(renderS3Xml('CopyObjectResult', copied(info)));
}

export async function uploadPartCopy(context: OperationContext): Promise<Reply> {
  const { request, store, uploads, assertAllowed } = context;
  assertAllowed('s3:PutObject', objectArn(request.bucket, request.key));
  const source = readSource(context);
  const partNumber = partNumberOf(request);
  const upload = uploads.get(uploadIdOf(request));
  const range = sourceRange(request.headers.get('x-amz-copy-source-range'), source.info);
  const { body, checksum } = checksummedBody(open(store, source, range), upload.checksum?.algorithm);
  const part = await uploads.putPart(upload, partNumber, body, checksum);
  return xmlReply(renderS3Xml('CopyPartResult', copied({ ...part, etag: part.md5.toString('hex') })));
}

const MetadataDirective = z.enum(['COPY', 'REPLACE']).default('COPY');

interface Source {
  readonly bucket: string;
  readonly key: string;
  readonly info: ObjectInfo;
}

/** Finds, authorizes and checks the object that `x-amz-copy-source` names. */
function readSource({ request, store, assertAllowed, assertMayUseKey }: OperationContext): Source {
  const header = request.headers.get('x-amz-copy-source') ?? '';
  const [, rawBucket = '', rawKey = '', version] = /^\/?([^/]+)\/([^?]+)(?:\?(.*))?$/s.exec(header) ?? [];
  if (rawKey === '') {
    throw new S3Error('InvalidArgument', `The copy source is ${JSON.stringify(header)}, expected "bucket/key".`);
  }
  if (version !== undefined) throw notImplemented('versions of a copy source');
  const [bucket, key] = [decodeUri(rawBucket), decodeUri(rawKey)];
  assertAllowed('s3:GetObject', objectArn(bucket, key));
  assertMayUseKey('kms:Decrypt', bucket);
  const info = store.head(bucket, key);
  if (!info) throw noSuchKey(key);
  if (isNotModified(request.headers, info, 'x-amz-copy-source-')) throw preconditionFailed('If-None-Match');
  return { bucket, key, info };
}

/** Unlike a `Range` of GET, this one must lie within the object. */
function sourceRange(header: string | undefined, { size }: ObjectInfo): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, first, last] = (/^bytes=(\d+)-(\d+)$/.exec(header) ?? []).map(Number);
  if (first === undefined || last === undefined || first > last || last >= size) {
    throw new S3Error(
      'InvalidArgument',
      `The x-amz-copy-source-range is ${header}, expected bytes=FIRST-LAST within ${size} bytes.`,
    );
  }
  return { first, last };
}

function checksumAlgorithm(headers: ReadonlyMap<string, string>): ChecksumAlgorithm | undefined {
  const name = headers.get('x-amz-checksum-algorithm')?.toLowerCase();
  if (name === undefined) return undefined;
  const { data } = ChecksumAlgorithm.safeParse(name);
  if (data === undefined) throw notImplemented(`the checksum algorithm ${name}`);
  return data;
}

function open(store: BucketStore, { bucket, key }: Source, range?: ByteRange): AsyncIterable<Uint8Array> {
  const object = store.get(bucket, key, range);
  if (!object) throw noSuchKey(key);
  return object.body;
}

function copied({
  etag,
  lastModified,
  checksum,
}: {
  etag: string;
  lastModified: string;
  checksum?: ObjectChecksum | undefined;
}) {
  return { ETag: `"${etag}"`, LastModified: lastModified, ...checksumElementsOf(checksum) };
}
