import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';

/** Returns the content of a state in a bucket, or undefined if there is none. */
export async function readStoredState(
  s3: Pick<S3Client, 'send'>,
  { bucket, key }: { bucket: string; key: string },
): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
