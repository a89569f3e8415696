/** A caller's claim in a signature. The local AWS does not verify the signature itself. */
export interface Credential {
  accessKeyId: string;
  /** Such as `s3`. */
  service: string;
}

/** Parses a credential with its scope, such as `ME/20260102/eu-west-1/s3/aws4_request`, or returns undefined. */
export function parseCredential(text: string): Credential | undefined {
  const [, accessKeyId, service = ''] = /^([^/,\s]+)\/[^/,\s]*\/[^/,\s]*\/([^/,\s]*)\/aws4_request$/.exec(text) ?? [];
  return accessKeyId === undefined ? undefined : { accessKeyId, service };
}

/**
 * Reads the credential of a Signature Version 4 header, or returns undefined for any other header.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function readCredential(authorization: string | undefined): Credential | undefined {
  const [, text] = /^AWS4-HMAC-SHA256 +Credential=([^,\s]+)/.exec(authorization ?? '') ?? [];
  return text === undefined ? undefined : parseCredential(text);
}
