import * as z from 'zod';
import {
  ChecksumAlgorithm,
  checksumElementsOf,
  checksumHeader,
  checksumHeaders,
  ObjectChecksum,
} from '../checksums.ts';
import { S3Error } from '../errors.ts';
import { assertMayWrite } from '../request/conditions.ts';
import { objectAttributes } from '../request/object-attributes.ts';
import { assertLength, requestBody, requestText } from '../request/request-body.ts';
import type { S3Request } from '../request/s3-request.ts';
import type { UploadId } from '../store/multipart-uploads.ts';
import { parseXml, renderS3Xml } from '../xml.ts';
import { type OperationContext, objectArn, type Reply, xmlReply } from './operation-context.ts';

/** Room for 10,000 parts of less than 200 bytes each. */
const maxXmlBytes = 2 * 1024 * 1024;

const PartNumber = z.coerce.number().int().min(1).max(10_000);

const Completion = z.object({
  CompleteMultipartUpload: z.object({
    Part: z
      .array(
        z.object({
          PartNumber,
          ETag: z.string(),
          ChecksumCRC32: z.string().optional(),
          ChecksumCRC32C: z.string().optional(),
          ChecksumCRC64NVME: z.string().optional(),
          ChecksumSHA1: z.string().optional(),
          ChecksumSHA256: z.string().optional(),
        }),
      )
      .min(1),
  }),
});

export async function createMultipartUpload({
  request,
  store,
  uploads,
  assertAllowed,
  assertMayUseKey,
}: OperationContext): Promise<Reply> {
  const { bucket, key, headers } = request;
  assertAllowed('s3:PutObject', objectArn(bucket, key));
  assertMayUseKey('kms:GenerateDataKey', bucket);
  store.assertBucket(bucket);
  const checksum = checksumKind(headers);
  const uploadId = uploads.create(bucket, key, { ...objectAttributes(headers), checksum });
  return xmlReply(
    renderS3Xml('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: uploadId }),
    checksum && {
      'x-amz-checksum-algorithm': checksum.algorithm.toUpperCase(),
      'x-amz-checksum-type': checksum.type,
    },
  );
}

export async function uploadPart({ request, uploads, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket, key, headers } = request;
  assertAllowed('s3:PutObject', objectArn(bucket, key));
  const partNumber = partNumberOf(request);
  assertLength(headers);
  const { bytes, checksum } = requestBody(headers, request.body);
  const part = await uploads.putPart(uploadIdOf(request), partNumber, bytes, checksum);
  return {
    status: 200,
    headers: {
      etag: `"${part.md5.toString('hex')}"`,
      ...(part.checksum && { [checksumHeader(part.checksum.algorithm)]: part.checksum.value }),
    },
  };
}

export async function completeMultipartUpload({ request, uploads, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket, key, headers } = request;
  assertAllowed('s3:PutObject', objectArn(bucket, key));
  // The checksum headers of this request are about the object, not about the request's body.
  const ofBody = new Map([...headers].filter(([name]) => !checksumHeaders.includes(name)));
  const text = await requestText(requestBody(ofBody, request.body), maxXmlBytes);
  const { CompleteMultipartUpload } = await parseXml(text, Completion, 'Part');
  const listed = CompleteMultipartUpload.Part.map(({ PartNumber, ETag, ...checksums }) => ({
    partNumber: PartNumber,
    etag: ETag.replaceAll('"', ''),
    checksum: Object.values(checksums)[0],
  }));
  const info = await uploads.complete(uploadIdOf(request), listed, {
    mayReplace: (current) => assertMayWrite(headers, key, current?.etag),
    checksum: checksumOf(headers),
    checksumType: headers.get('x-amz-checksum-type'),
    size: sizeOf(headers.get('x-amz-mp-object-size')),
  });
  return xmlReply(
    renderS3Xml('CompleteMultipartUploadResult', {
      Location: `http://${headers.get('host')}/${bucket}/${encodeURIComponent(key)}`,
      Bucket: bucket,
      Key: key,
      ETag: `"${info.etag}"`,
      ...checksumElementsOf(info.checksum),
    }),
  );
}

export async function abortMultipartUpload({ request, uploads, assertAllowed }: OperationContext): Promise<Reply> {
  assertAllowed('s3:AbortMultipartUpload', objectArn(request.bucket, request.key));
  await uploads.abort(uploadIdOf(request));
  return { status: 204 };
}

/** Returns the upload that a request names. */
export function uploadIdOf({ bucket, key, query }: S3Request): UploadId {
  return { bucket, key, uploadId: query.get('uploadId') ?? '' };
}

/**
 * Returns the number of the part that a request names.
 *
 * @throws {S3Error} when it is no number from 1 to 10,000 (`InvalidArgument`)
 */
export function partNumberOf({ query }: S3Request): number {
  const text = query.get('partNumber');
  const { data } = PartNumber.safeParse(text);
  if (data !== undefined) return data;
  throw new S3Error('InvalidArgument', `Part number must be an integer between 1 and 10000, not ${text}.`);
}

function checksumOf(headers: ReadonlyMap<string, string>): Pick<ObjectChecksum, 'algorithm' | 'value'> | undefined {
  return ChecksumAlgorithm.options
    .map((algorithm) => ({ algorithm, value: headers.get(checksumHeader(algorithm)) ?? '' }))
    .find(({ value }) => value !== '');
}

function sizeOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  throw new S3Error('InvalidRequest', `x-amz-mp-object-size is ${header}, expected a number of bytes.`);
}

/** By default, CRC-64/NVME is of the whole object, and the other algorithms are composite. */
function checksumKind(headers: ReadonlyMap<string, string>): Omit<ObjectChecksum, 'value'> | undefined {
  const name = headers.get('x-amz-checksum-algorithm')?.toLowerCase();
  if (name === undefined) return undefined;
  const fallback = name === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE';
  const kind = ObjectChecksum.omit({ value: true }).safeParse({
    algorithm: name,
    type: headers.get('x-amz-checksum-type') ?? fallback,
  });
  if (!kind.success) throw new S3Error('InvalidRequest', z.prettifyError(kind.error));
  return kind.data;
}
