import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { messageOf, Rejection } from './errors.ts';

/** https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Encoding */
const decoders: Record<string, typeof gunzipSync> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};

/**
 * Returns the image in the content of an object. S3 stores what it is given, so an SVG may be compressed, as its Content-Encoding
 * says, or as the ending `.svgz` does. Content that is not compressed is returned as it is: the header may be wrong.
 *
 * @param maxBytes of the image
 * @throws {Rejection} when the image is larger, or the compressed data is damaged
 */
export function decodeContent(content: Uint8Array, contentEncoding: string | undefined, maxBytes: number): Uint8Array {
  const encoding = isGzip(content) ? 'gzip' : lastEncoding(contentEncoding);
  const decode = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined;
  if (!decode || (decode === gunzipSync && !isGzip(content))) return content;
  try {
    return decode(content, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) {
      const reason = `The image is compressed (${encoding}), and larger than ${maxBytes} bytes without it.`;
      throw new Rejection('object-too-large', `${reason} Shrink it, or raise maxSourceBytes and memoryMegabytes.`, {
        cause: error,
      });
    }
    if (encoding !== 'gzip') return content;
    const reason = `The image is compressed (${encoding}), and cannot be decompressed: ${messageOf(error)}.`;
    throw new Rejection('corrupt-image', reason, { cause: error });
  }
}

function isGzip(content: Uint8Array): boolean {
  return content[0] === 0x1f && content[1] === 0x8b;
}

/** The encoding that was applied last. The SDKs add `aws-chunked`, which S3 has undone. */
function lastEncoding(contentEncoding = ''): string {
  const encodings = contentEncoding.split(',').map((encoding) => encoding.trim().toLowerCase());
  return encodings.findLast((encoding) => encoding !== 'aws-chunked' && encoding !== '') ?? '';
}
