/**
 * Encodes a key as S3 does in notifications and, when asked to, in listings: as HTML forms are encoded, except for slashes.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function encodeKey(key: string): string {
  const encoded = encodeURIComponent(key).replace(/[!'()]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return encoded.replaceAll('%20', '+').replaceAll('%2F', '/');
}
