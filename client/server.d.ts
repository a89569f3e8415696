import type { S3Client } from '@aws-sdk/client-s3';
import type { UploadTarget } from './types.d.ts';
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
export declare function presignPost(client: S3Client, { bucket, key, type, maxBytes, seconds }: {
    bucket: string;
    key: string;
    type: string;
    maxBytes: number;
    seconds?: number;
}): Promise<UploadTarget>;
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
export declare function presignPut(client: S3Client, { bucket, key, type, seconds }: {
    bucket: string;
    key: string;
    type: string;
    seconds?: number;
}): Promise<UploadTarget>;
