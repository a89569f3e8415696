import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/**
 * @import { PutObjectCommandInput, PutObjectCommandOutput, S3Client } from '@aws-sdk/client-s3'
 * @import { BuildMiddleware } from '@smithy/types'
 * @import { UploadTarget } from './types.d.ts'
 */

const defaultSeconds = 300;

/**
 * Returns a form that uploads one kind of file. S3 refuses another type, a larger file, and another key.
 *
 * @param {S3Client} client whose credentials sign; they need `s3:PutObject` for the key
 * @param {object} upload
 * @param {string} upload.bucket the source bucket
 * @param {string} upload.key ends with `${filename}` where the page may choose the rest, such as `users/42/${filename}`
 * @param {string} upload.type such as `image/jpeg`
 * @param {number} upload.maxBytes
 * @param {number} [upload.seconds] how long the form is valid: 300 unless set
 * @returns {Promise<UploadTarget>}
 */
export async function presignPost(client, { bucket, key, type, maxBytes, seconds = defaultSeconds }) {
  const { url, fields } = await createPresignedPost(client, {
    Bucket: bucket,
    Key: key,
    Fields: { 'Content-Type': type },
    Conditions: [
      ['content-length-range', 1, maxBytes],
      ['eq', '$Content-Type', type],
    ],
    Expires: seconds,
  });
  return { key, url, fields };
}

/**
 * Returns a PUT that uploads one file. Simpler than a form, but S3 accepts a file of any size, which is stored and billed even
 * if it is rejected later: use `presignPost` for people you do not trust.
 *
 * @param {S3Client} client whose credentials sign; they need `s3:PutObject` for the key
 * @param {object} upload
 * @param {string} upload.bucket the source bucket
 * @param {string} upload.key
 * @param {string} upload.type such as `image/jpeg`
 * @param {number} [upload.seconds] how long the URL is valid: 300 unless set
 * @returns {Promise<UploadTarget>}
 */
export async function presignPut(client, { bucket, key, type, seconds = defaultSeconds }) {
  const command = new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: type });
  command.middlewareStack.add(withoutChecksum, { step: 'build', priority: 'low' });
  const options = { expiresIn: seconds, signableHeaders: new Set(['content-type']) };
  return { key, url: await getSignedUrl(client, command, options), headers: { 'Content-Type': type } };
}

/**
 * The SDK would sign the checksum of an empty body, since there is none yet. https://github.com/aws/aws-sdk-js-v3/issues/6994
 *
 * @type {BuildMiddleware<PutObjectCommandInput, PutObjectCommandOutput>}
 */
const withoutChecksum = (next) => (args) => {
  const { headers } = /** @type {{ headers: Record<string, string> }} */ (args.request);
  for (const name of Object.keys(headers)) if (/^x-amz-(checksum|sdk-checksum)-/.test(name)) delete headers[name];
  return next(args);
};
