import * as z from 'zod';
import { notImplemented, S3Error } from '../errors.ts';
import { requestBody, requestText, verifiesBody } from '../request/request-body.ts';
import { parseXml, renderS3Xml } from '../xml.ts';
import { bucketArn, type OperationContext, objectArn, type Reply, xmlReply } from './operation-context.ts';
import { owner } from './owner.ts';
import { parseQuery } from './parse-query.ts';

/** Room for 1,000 keys of 1,024 bytes, with each byte written as a character reference. */
const maxXmlBytes = 8 * 1024 * 1024;

const BucketsQuery = z.object({
  'max-buckets': z.coerce.number().int().min(1).max(10_000).optional(),
  'continuation-token': z.string().optional(),
  prefix: z.string().optional(),
  'bucket-region': z.string().optional(),
});

export async function listBuckets({ request, store, region, assertAllowed }: OperationContext): Promise<Reply> {
  assertAllowed('s3:ListAllMyBuckets', bucketArn('*'));
  const query = parseQuery(BucketsQuery, request);
  const { prefix = '', 'max-buckets': max, 'continuation-token': token = '', 'bucket-region': of = region } = query;
  const buckets = store.buckets().filter(({ name }) => of === region && name.startsWith(prefix) && name > token);
  const page = buckets.slice(0, max);
  return xmlReply(
    renderS3Xml('ListAllMyBucketsResult', {
      Owner: owner,
      Buckets: {
        Bucket: page.map(({ name, created }) => ({
          Name: name,
          CreationDate: created.toISOString(),
          BucketRegion: max === undefined ? undefined : region,
        })),
      },
      ContinuationToken: page.length < buckets.length ? page.at(-1)?.name : undefined,
      Prefix: query.prefix,
    }),
  );
}

/** Answers as S3 does for a bucket that exists. Every other bucket must be in the stack. */
export async function createBucket({ request, store, region, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket } = request;
  assertAllowed('s3:CreateBucket', bucketArn(bucket));
  if (!store.buckets().some(({ name }) => name === bucket)) {
    throw notImplemented(`CreateBucket of ${bucket}, which is not in the stack`);
  }
  if (region === 'us-east-1') return { status: 200, headers: { location: `/${bucket}` } };
  throw new S3Error(
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
    { BucketName: bucket },
  );
}

export async function headBucket({ request, store, region, assertAllowed }: OperationContext): Promise<Reply> {
  assertAllowed('s3:ListBucket', bucketArn(request.bucket));
  store.assertBucket(request.bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': region } };
}

export async function getBucketLocation({ request, store, region, assertAllowed }: OperationContext): Promise<Reply> {
  assertAllowed('s3:GetBucketLocation', bucketArn(request.bucket));
  store.assertBucket(request.bucket);
  // S3 returns an empty location for its first region.
  return xmlReply(renderS3Xml('LocationConstraint', region === 'us-east-1' ? '' : region));
}

const Deletion = z.object({
  Delete: z.object({
    Object: z
      .array(z.looseObject({ Key: z.string().min(1), VersionId: z.string().optional() }))
      .min(1)
      .max(1000),
    Quiet: z.enum(['true', 'false']).optional(),
  }),
});

/** Authorizes each key separately, and returns a result for each. */
export async function deleteObjects({ request, store, assertAllowed }: OperationContext): Promise<Reply> {
  const { bucket, headers } = request;
  store.assertBucket(bucket);
  if (!verifiesBody(headers)) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: Content-MD5 or x-amz-checksum-*');
  }
  const text = await requestText(requestBody(headers, request.body), maxXmlBytes);
  const { Object: objects, Quiet: quiet } = (await parseXml(text, Deletion, 'Object')).Delete;
  const unknown = objects
    .flatMap((object) => Object.keys(object))
    .find((name) => !['Key', 'VersionId', '#text'].includes(name));
  if (unknown) throw notImplemented(`the element "${unknown}" of DeleteObjects`);

  const results = objects.map(({ Key, VersionId }) => {
    try {
      assertAllowed(VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', objectArn(bucket, Key));
      // An object of a bucket without versioning has one version.
      if (VersionId === undefined || VersionId === 'null') store.delete(bucket, Key);
      return { deleted: { Key, VersionId } };
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      return { error: { Key, Code: error.code, Message: error.message } };
    }
  });
  return xmlReply(
    renderS3Xml('DeleteResult', {
      Deleted: quiet === 'true' ? [] : results.map(({ deleted }) => deleted),
      Error: results.map(({ error }) => error),
    }),
  );
}
