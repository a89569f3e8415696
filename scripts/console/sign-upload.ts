import * as z from 'zod';
import type { UploadTarget } from '../../client/types.d.ts';
import { clientAt } from '../operations/client-at.ts';
import { RequestError } from './request-error.ts';

/** The largest body of one upload: https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
const maxBytes = 5 * 2 ** 30;

const Upload = z.strictObject({ key: z.string().min(1), type: z.string() });

/**
 * Returns a presigned form for one upload of the page, as an application's server would.
 *
 * @param endpoint the origin that the page was loaded from
 * @throws {RequestError} when the request is no upload
 */
export async function signUpload(
  body: unknown,
  { endpoint, region, bucket }: { endpoint: string; region: string; bucket: string },
): Promise<UploadTarget> {
  const { data: upload, error } = Upload.safeParse(body);
  if (error) throw new RequestError(400, z.prettifyError(error));
  // Loaded only here: the console should not make the start slower.
  const [{ S3Client }, { presignPost }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('../../client/server.js'),
  ]);
  const s3 = new S3Client({ ...clientAt(region, endpoint), forcePathStyle: true });
  return presignPost(s3, { bucket, key: upload.key, type: upload.type || 'application/octet-stream', maxBytes });
}
