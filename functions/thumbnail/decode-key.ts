/**
 * Returns a key as it is. In events and lists, S3 encodes keys as HTML forms do: a space as `+`, any other special character as `%` and
 * the hex of its UTF-8.
 *
 * @throws {URIError} when it is not encoded so
 */
export function decodeKey(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}
