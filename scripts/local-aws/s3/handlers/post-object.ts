import { S3Error } from '../errors.ts';
import { objectAttributes } from '../request/object-attributes.ts';
import type { SizeRange } from '../request/post-policy.ts';
import { requestBody } from '../request/request-body.ts';
import type { ObjectInfo } from '../store/object-file.ts';
import { renderS3Xml } from '../xml.ts';
import { type OperationContext, objectArn, type Reply } from './operation-context.ts';

/** Stores the file of a form. */
export async function postObject({ request, store, assertAllowed, assertMayUseKey }: OperationContext): Promise<Reply> {
  const { bucket, key, headers, form } = request;
  if (!form) {
    throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      Condition: 'Bucket POST must be of the enclosure-type multipart/form-data',
    });
  }
  assertAllowed('s3:PutObject', objectArn(bucket, key));
  assertMayUseKey('kms:GenerateDataKey', bucket);
  const { bytes, checksum } = requestBody(headers, request.body);
  const info = await store.put(bucket, key, limited(bytes, form.size), {
    ...objectAttributes(headers),
    checksum,
    eventName: 'ObjectCreated:Post',
  });
  return success(request, form, info);
}

async function* limited(bytes: AsyncIterable<Buffer>, { min, max }: SizeRange): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > max) {
      throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
        ProposedSize: size,
        MaxSizeAllowed: max,
      });
    }
    yield chunk;
  }
  if (size < min) {
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: size,
      MinSizeAllowed: min,
    });
  }
}

function success(
  { bucket, key, headers }: OperationContext['request'],
  { successStatus, successRedirect }: NonNullable<OperationContext['request']['form']>,
  info: ObjectInfo,
): Reply {
  const ETag = `"${info.etag}"`;
  if (successRedirect !== undefined && URL.canParse(successRedirect)) {
    const url = new URL(successRedirect);
    for (const [name, value] of Object.entries({ bucket, key, etag: ETag })) url.searchParams.set(name, value);
    return { status: 303, headers: { location: url.href, etag: ETag } };
  }
  const Location = `http://${headers.get('host')}/${bucket}/${encodeURIComponent(key)}`;
  const reply = { headers: { etag: ETag, location: Location } };
  if (successStatus === '200') return { status: 200, ...reply };
  if (successStatus !== '201') return { status: 204, ...reply };
  return {
    status: 201,
    headers: { ...reply.headers, 'content-type': 'application/xml' },
    body: renderS3Xml('PostResponse', { Location, Bucket: bucket, Key: key, ETag }),
  };
}
