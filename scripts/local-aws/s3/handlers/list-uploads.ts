import * as z from 'zod';
import { checksumElementsOf } from '../checksums.ts';
import { encodeKey } from '../encode-key.ts';
import { compareKeys } from '../store/listing.ts';
import type { Upload } from '../store/multipart-uploads.ts';
import { renderS3Xml } from '../xml.ts';
import { uploadIdOf } from './multipart-operations.ts';
import { bucketArn, type OperationContext, objectArn, type Reply, xmlReply } from './operation-context.ts';
import { owner } from './owner.ts';
import { parseQuery } from './parse-query.ts';

const maxPageSize = 1000;
const PageSize = z.coerce.number().int().min(0).max(maxPageSize).default(maxPageSize);

const UploadsQuery = z.object({
  prefix: z.string().default(''),
  delimiter: z.string().default(''),
  'encoding-type': z.literal('url').optional(),
  'key-marker': z.string().default(''),
  'upload-id-marker': z.string().default(''),
  'max-uploads': PageSize,
});

const PartsQuery = z.object({ 'max-parts': PageSize, 'part-number-marker': z.coerce.number().int().min(0).default(0) });

export async function listMultipartUploads(context: OperationContext): Promise<Reply> {
  const { request, store, uploads, assertAllowed } = context;
  const { bucket } = request;
  assertAllowed('s3:ListBucketMultipartUploads', bucketArn(bucket));
  store.assertBucket(bucket);
  const query = parseQuery(UploadsQuery, request);
  const { prefix, delimiter } = query;
  const encode = query['encoding-type'] ? encodeKey : (text: string) => text;

  const entries = entriesOf(uploads.list(bucket), query);
  const page = entries.slice(0, query['max-uploads']);
  const last = page.length < entries.length ? page.at(-1) : undefined;
  return xmlReply(
    renderS3Xml('ListMultipartUploadsResult', {
      Bucket: bucket,
      KeyMarker: encode(query['key-marker']),
      UploadIdMarker: query['upload-id-marker'],
      NextKeyMarker: last && encode(last.key),
      NextUploadIdMarker: last?.upload?.uploadId,
      Prefix: encode(prefix),
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      MaxUploads: query['max-uploads'],
      EncodingType: query['encoding-type'],
      IsTruncated: last !== undefined,
      Upload: page.map(
        ({ upload }) =>
          upload && {
            Key: encode(upload.key),
            UploadId: upload.uploadId,
            Initiator: owner,
            Owner: owner,
            StorageClass: 'STANDARD',
            Initiated: upload.initiated,
            ...kindOf(upload),
          },
      ),
      CommonPrefixes: page.map(({ key, upload }) => (upload ? undefined : { Prefix: encode(key) })),
    }),
  );
}

export async function listParts({ request, uploads, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket, key } = request;
  assertAllowed('s3:ListMultipartUploadParts', objectArn(bucket, key));
  const query = parseQuery(PartsQuery, request);
  const upload = uploads.get(uploadIdOf(request));

  const parts = [...upload.parts].sort(([a], [b]) => a - b).filter(([number]) => number > query['part-number-marker']);
  const page = parts.slice(0, query['max-parts']);
  return xmlReply(
    renderS3Xml('ListPartsResult', {
      Bucket: bucket,
      Key: key,
      UploadId: upload.uploadId,
      PartNumberMarker: query['part-number-marker'],
      NextPartNumberMarker: page.at(-1)?.[0] ?? 0,
      MaxParts: query['max-parts'],
      IsTruncated: page.length < parts.length,
      Part: page.map(([number, { size, md5, lastModified, checksum }]) => ({
        PartNumber: number,
        LastModified: lastModified,
        ETag: `"${md5.toString('hex')}"`,
        Size: size,
        ...checksumElementsOf(checksum),
      })),
      Initiator: owner,
      Owner: owner,
      StorageClass: 'STANDARD',
      ...kindOf(upload),
    }),
  );
}

/** An upload, or a common prefix of several. */
interface Entry {
  readonly key: string;
  readonly upload?: Upload;
}

/** The uploads and common prefixes after the markers. */
function entriesOf(uploads: readonly Upload[], query: z.infer<typeof UploadsQuery>): Entry[] {
  const { prefix, delimiter, 'key-marker': keyMarker, 'upload-id-marker': uploadIdMarker } = query;
  const entries: Entry[] = [];
  for (const upload of uploads) {
    const { key, uploadId } = upload;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const entry = end === -1 ? { key, upload } : { key: key.slice(0, end + delimiter.length) };
    const order = compareKeys(entry.key, keyMarker);
    const isAfter = order > 0 || (order === 0 && uploadIdMarker !== '' && uploadId > uploadIdMarker);
    const isRepeated = !('upload' in entry) && entries.at(-1)?.key === entry.key;
    if (key.startsWith(prefix) && isAfter && !isRepeated) entries.push(entry);
  }
  return entries;
}

function kindOf({ checksum }: Upload) {
  return { ChecksumAlgorithm: checksum?.algorithm.toUpperCase(), ChecksumType: checksum?.type };
}
