import * as z from 'zod';
import type { XmlContent } from '../../render-xml.ts';
import { encodeKey } from '../encode-key.ts';
import { S3Error } from '../errors.ts';
import { type ListingPage, Position } from '../store/listing.ts';
import type { ObjectInfo } from '../store/object-file.ts';
import { renderS3Xml } from '../xml.ts';
import { bucketArn, type OperationContext, type Reply, xmlReply } from './operation-context.ts';
import { owner } from './owner.ts';
import { parseQuery } from './parse-query.ts';

const maxPageSize = 1000;

const Query = z.object({
  prefix: z.string().default(''),
  delimiter: z.string().optional(),
  'max-keys': z.coerce.number().int().nonnegative().default(maxPageSize),
  'encoding-type': z.literal('url').optional(),
});
const QueryV1 = Query.extend({ marker: z.string().default('') });
const VersionsQuery = Query.extend({
  'key-marker': z.string().default(''),
  // The only version of a key has no other behind it.
  'version-id-marker': z.string().optional(),
});
const QueryV2 = Query.extend({
  'list-type': z.literal('2'),
  'continuation-token': z.string().optional(),
  'fetch-owner': z.enum(['true', 'false']).optional(),
  'start-after': z.string().optional(),
});

/** Lists objects as the first version of the API does. */
export async function listObjects({ request, store, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket } = request;
  assertAllowed('s3:ListBucket', bucketArn(bucket));
  const query = parseQuery(QueryV1, request);
  const { prefix, delimiter, marker } = query;
  const maxKeys = Math.min(query['max-keys'], maxPageSize);

  const page = store.list(bucket, { prefix, delimiter, maxKeys, position: positionOfMarker(query) });
  const encode = encoder(query);
  return xmlReply(
    renderS3Xml('ListBucketResult', {
      ...commonElements(bucket, query, maxKeys, page),
      Marker: encode(marker),
      // Without a delimiter, a client continues after the last key.
      NextMarker: delimiter && page.next && encode(page.next.after),
      ...contentElements(page, encode, true),
    }),
  );
}

export async function listObjectsV2({ request, store, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket } = request;
  assertAllowed('s3:ListBucket', bucketArn(bucket));
  const query = parseQuery(QueryV2, request);
  const { prefix, delimiter } = query;
  const token = query['continuation-token'];
  const startAfter = query['start-after'];
  const maxKeys = Math.min(query['max-keys'], maxPageSize);

  const page = store.list(bucket, { prefix, delimiter, maxKeys, position: positionOfToken(token, startAfter) });
  const encode = encoder(query);
  return xmlReply(
    renderS3Xml('ListBucketResult', {
      ...commonElements(bucket, query, maxKeys, page),
      StartAfter: startAfter && encode(startAfter),
      KeyCount: page.objects.length + page.commonPrefixes.length,
      ContinuationToken: token,
      NextContinuationToken: page.next && Buffer.from(JSON.stringify(page.next)).toString('base64url'),
      ...contentElements(page, encode, query['fetch-owner'] === 'true'),
    }),
  );
}

/** Lists each object as the one version that it has in a bucket without versioning. */
export async function listObjectVersions({ request, store, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket } = request;
  assertAllowed('s3:ListBucketVersions', bucketArn(bucket));
  const query = parseQuery(VersionsQuery, request);
  const { prefix, delimiter } = query;
  const marker = query['key-marker'];
  const maxKeys = Math.min(query['max-keys'], maxPageSize);

  const page = store.list(bucket, { prefix, delimiter, maxKeys, position: positionOfMarker({ ...query, marker }) });
  const encode = encoder(query);
  return xmlReply(
    renderS3Xml('ListVersionsResult', {
      ...commonElements(bucket, query, maxKeys, page),
      KeyMarker: encode(marker),
      NextKeyMarker: page.next && encode(page.next.after),
      NextVersionIdMarker: page.next && 'null',
      Version: page.objects.map(
        ({ key, lastModified, etag, size }): XmlContent => ({
          Key: encode(key),
          VersionId: 'null',
          IsLatest: true,
          LastModified: lastModified,
          ETag: `"${etag}"`,
          Size: size,
          Owner: owner,
          StorageClass: 'STANDARD',
        }),
      ),
      CommonPrefixes: page.commonPrefixes.map((commonPrefix) => ({ Prefix: encode(commonPrefix) })),
    }),
  );
}

type Page = Omit<ListingPage, 'keys'> & { objects: ObjectInfo[] };
type Encode = (text: string) => string;

function encoder(query: z.infer<typeof Query>): Encode {
  return query['encoding-type'] ? encodeKey : (text) => text;
}

function commonElements(bucket: string, query: z.infer<typeof Query>, maxKeys: number, page: Page) {
  const encode = encoder(query);
  return {
    Name: bucket,
    Prefix: encode(query.prefix),
    Delimiter: query.delimiter && encode(query.delimiter),
    MaxKeys: maxKeys,
    EncodingType: query['encoding-type'],
    IsTruncated: page.next !== undefined,
  };
}

function contentElements({ objects, commonPrefixes }: Page, encode: Encode, withOwner: boolean) {
  return {
    Contents: objects.map(
      ({ key, lastModified, etag, size, checksum }): XmlContent => ({
        Key: encode(key),
        LastModified: lastModified,
        ETag: `"${etag}"`,
        ChecksumAlgorithm: checksum?.algorithm.toUpperCase(),
        ChecksumType: checksum?.type,
        Size: size,
        Owner: withOwner ? owner : undefined,
        StorageClass: 'STANDARD',
      }),
    ),
    CommonPrefixes: commonPrefixes.map((commonPrefix) => ({ Prefix: encode(commonPrefix) })),
  };
}

/** A marker that is a common prefix, such as the `NextMarker` of a page may be, stands for all its keys. */
function positionOfMarker({ prefix, delimiter = '', marker }: z.infer<typeof QueryV1>): Position | undefined {
  if (marker === '') return undefined;
  const end = delimiter === '' || !marker.startsWith(prefix) ? -1 : marker.indexOf(delimiter, prefix.length);
  return { after: marker, kind: end !== -1 && end + delimiter.length === marker.length ? 'commonPrefix' : 'key' };
}

/** Returns where the page starts. A token, which says where the previous page ended, overrides `start-after`. */
function positionOfToken(token: string | undefined, startAfter: string | undefined): Position | undefined {
  if (token === undefined) return startAfter ? { after: startAfter, kind: 'key' } : undefined;
  try {
    return Position.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
  }
}
