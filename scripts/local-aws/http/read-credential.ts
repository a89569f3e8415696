/** A caller's claim in the `Authorization` header. The local AWS does not verify the signature. */
export interface Credential {
  accessKeyId: string;
  /** Such as `s3`. */
  service: string;
}

/**
 * Reads the credential of a Signature Version 4 header, or returns undefined for any other header.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function readCredential(authorization: string | undefined): Credential | undefined {
  const [, accessKeyId, service = ''] =
    /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/[^/,\s]*\/[^/,\s]*\/([^/,\s]*)\/aws4_request/.exec(
      authorization ?? '',
    ) ?? [];
  return accessKeyId === undefined ? undefined : { accessKeyId, service };
}
