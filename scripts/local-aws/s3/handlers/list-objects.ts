import * as z from 'zod';
import { encodeKey } from '../encode-key.ts';
import { S3Error } from '../errors.ts';
import { Position } from '../store/listing.ts';
import { renderXml } from '../xml.ts';
import { bucketArn, type OperationContext, type Reply, xmlReply } from './operation.ts';

const maxPageSize = 1000;

const Query = z.object({
  'list-type': z.literal('2'),
  prefix: z.string().default(''),
  delimiter: z.string().optional(),
  'max-keys': z.coerce.number().int().nonnegative().default(maxPageSize),
  'continuation-token': z.string().optional(),
  'start-after': z.string().optional(),
  'encoding-type': z.literal('url').optional(),
});

export async function listObjectsV2({ request, store, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket } = request;
  assertAllowed('s3:ListBucket', bucketArn(bucket));
  const parsed = Query.safeParse(Object.fromEntries(request.query));
  if (!parsed.success) throw new S3Error('InvalidArgument', z.prettifyError(parsed.error));
  const query = parsed.data;
  const { prefix, delimiter } = query;
  const token = query['continuation-token'];
  const startAfter = query['start-after'];
  const maxKeys = Math.min(query['max-keys'], maxPageSize);

  const page = store.list(bucket, { prefix, delimiter, maxKeys, position: position(token, startAfter) });
  const encode = query['encoding-type'] ? encodeKey : (text: string) => text;
  return xmlReply(
    renderXml('ListBucketResult', {
      Name: bucket,
      Prefix: encode(prefix),
      Delimiter: delimiter && encode(delimiter),
      StartAfter: startAfter && encode(startAfter),
      MaxKeys: maxKeys,
      EncodingType: query['encoding-type'],
      KeyCount: page.objects.length + page.commonPrefixes.length,
      IsTruncated: page.next !== undefined,
      ContinuationToken: token,
      NextContinuationToken: page.next && Buffer.from(JSON.stringify(page.next)).toString('base64url'),
      Contents: page.objects.map(({ key, lastModified, etag, size }) => ({
        Key: encode(key),
        LastModified: lastModified,
        ETag: `"${etag}"`,
        Size: size,
        StorageClass: 'STANDARD',
      })),
      CommonPrefixes: page.commonPrefixes.map((commonPrefix) => ({ Prefix: encode(commonPrefix) })),
    }),
  );
}

/** Returns where the page starts. A token, which says where the previous page ended, overrides `start-after`. */
function position(token: string | undefined, startAfter: string | undefined): Position | undefined {
  if (token === undefined) return startAfter ? { after: startAfter, kind: 'key' } : undefined;
  try {
    return Position.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
  }
}
