import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { decodeKey } from '../../functions/thumbnail/decode-key.ts';

/** An object as S3 lists it. */
export interface ListedObject {
  key: string;
  /** Without quotes. */
  etag: string;
  bytes: number;
  modifiedAt: Date;
}

/**
 * Lists the objects of a bucket in the order of their keys, in pages of up to 1,000.
 *
 * @param options.after a key: the list begins behind it
 */
export async function* listObjects(
  s3: S3Client,
  { bucket, prefix = '', after }: { bucket: string; prefix?: string; after?: string | undefined },
): AsyncGenerator<ListedObject[]> {
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        // XML cannot hold every character that a key can.
        EncodingType: 'url',
        ...(token === undefined ? { StartAfter: after } : { ContinuationToken: token }),
      }),
    );
    yield (page.Contents ?? []).map(({ Key = '', ETag = '', Size = 0, LastModified = new Date(0) }) => ({
      key: decodeKey(Key),
      etag: ETag.replaceAll('"', ''),
      bytes: Size,
      modifiedAt: LastModified,
    }));
    token = page.NextContinuationToken;
  } while (token !== undefined);
}
