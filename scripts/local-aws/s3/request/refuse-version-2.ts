import { S3Error } from '../errors.ts';

/**
 * Refuses a signature of Version 2, which S3 has turned off. boto3 still makes it for presigned URLs and forms, unless its
 * configuration has `signature_version='s3v4'`.
 *
 * @param fields the lower-case names of the query's parameters, or of a form's fields
 * @throws {S3Error} when the request has such a signature (`InvalidRequest`)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/Appendix-Sigv2.html
 */
export function refuseVersion2(fields: ReadonlySet<string>, authorization = ''): void {
  const isVersion2 = (fields.has('awsaccesskeyid') && fields.has('signature')) || /^AWS [^\s:]+:/.test(authorization);
  if (!isVersion2) return;
  throw new S3Error(
    'InvalidRequest',
    'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
  );
}
