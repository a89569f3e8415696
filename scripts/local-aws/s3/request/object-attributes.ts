import { S3Error } from '../errors.ts';
import { assertFixedHeaders } from './fixed-headers.ts';

const maxMetadataBytes = 2048;
const metadataPrefix = 'x-amz-meta-';
const keptHeaders = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'];

/**
 * Returns the headers and user metadata that an object keeps of the request that stores it.
 *
 * @throws {S3Error} when the names and values of the user metadata exceed 2 KB (`MetadataTooLarge`)
 * @throws {S3Error} when `assertFixedHeaders` does
 */
export function objectAttributes(requestHeaders: ReadonlyMap<string, string>): {
  headers: Record<string, string>;
  metadata: Record<string, string>;
} {
  assertFixedHeaders(requestHeaders);
  const all = [...requestHeaders];
  const headers = all.filter(([name]) => keptHeaders.includes(name));
  const encoding = contentEncoding(requestHeaders.get('content-encoding'));
  if (encoding) headers.push(['content-encoding', encoding]);

  const metadata = all
    .filter(([name]) => name.startsWith(metadataPrefix))
    .map(([name, value]): [string, string] => [name.slice(metadataPrefix.length), value]);
  const size = Buffer.byteLength(metadata.flat().join(''), 'latin1');
  if (size > maxMetadataBytes) {
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size.', {
      Size: size,
      MaxSizeAllowed: maxMetadataBytes,
    });
  }
  return { headers: Object.fromEntries(headers), metadata: Object.fromEntries(metadata) };
}

/** Drops `aws-chunked`, which describes the transfer and not the object. */
function contentEncoding(header = ''): string {
  const encodings = header.split(',').map((each) => each.trim());
  return encodings.filter((each) => each !== 'aws-chunked').join(', ');
}
