import { S3Error } from '../errors.ts';

/**
 * Decodes a part of a URI.
 *
 * @throws {S3Error} when it is not percent-encoded UTF-8 (`InvalidURI`)
 */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', `Could not parse the specified URI: ${text} is not percent-encoded UTF-8.`);
  }
}
