import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';
import { messageOf, Rejection } from './errors.ts';

type Decoder = (content: Uint8Array, options: ZlibOptions) => Uint8Array;

/** https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Encoding */
const decoders: Record<string, Decoder> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  br: brotliDecompressSync,
  // Many servers leave out the header of zlib, and browsers accept both.
  deflate: (content, options) => (hasZlibHeader(content) ? inflateSync : inflateRawSync)(content, options),
};

/** Encodings that leave the content as it is. The SDKs add `aws-chunked`, which S3 has undone. */
const noEncodings = ['', 'identity', 'aws-chunked'];

/** Each layer can decompress to `maxBytes`, so their number limits the CPU time. */
const maxLayers = 3;

/**
 * Returns the image in the content of an object. S3 stores what it is given, so an SVG may be compressed, as its Content-Encoding
 * says, or as the ending `.svgz` does. Content that is not compressed is returned as it is: the header may be wrong.
 *
 * @param maxBytes of the image
 * @throws {Rejection} when the image is larger, or the compressed data is damaged
 */
export function decodeContent(content: Uint8Array, contentEncoding: string | undefined, maxBytes: number): Uint8Array {
  const stated = encodingsOf(contentEncoding).slice(-maxLayers).reverse();
  // The encoding that was applied last is undone first.
  const decoded = stated.reduce((encoded, encoding) => decodeLayer(encoded, encoding, maxBytes), content);
  return decoded === content ? decodeLayer(content, 'gzip', maxBytes) : decoded;
}

function decodeLayer(content: Uint8Array, encoding: string, maxBytes: number): Uint8Array {
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
    if (decode !== gunzipSync) return content;
    const reason = `The image is compressed (${encoding}), and cannot be decompressed: ${messageOf(error)}.`;
    throw new Rejection('corrupt-image', reason, { cause: error });
  }
}

/** Returns the encodings of a Content-Encoding header, in the order in which they were applied. */
function encodingsOf(contentEncoding = ''): string[] {
  const encodings = contentEncoding.split(',').map((encoding) => encoding.trim().toLowerCase());
  return encodings.filter((encoding) => !noEncodings.includes(encoding));
}

function isGzip(content: Uint8Array): boolean {
  return content[0] === 0x1f && content[1] === 0x8b;
}

/** https://www.rfc-editor.org/rfc/rfc1950#section-2.2 */
function hasZlibHeader([method = 0, flags = 0]: Uint8Array): boolean {
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}
