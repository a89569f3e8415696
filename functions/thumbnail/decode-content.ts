import * as zlib from 'node:zlib';
import { messageOf, Rejection } from './errors.ts';

interface Coding {
  /** Matches the beginning of all content in this coding, in hexadecimal. Other content is left as it is. */
  magic?: RegExp;
  decode(content: Uint8Array, options: { maxOutputLength: number }): Uint8Array;
}

const gzip: Coding = { magic: /^1f8b/, decode: zlib.gunzipSync };

/** Node.js 20 lacks it, unlike Lambda. It decompresses only the first frame. */
const { zstdDecompressSync } = zlib as typeof zlib & { zstdDecompressSync?: DecompressFrame };
type DecompressFrame = (
  content: Uint8Array,
  options: { maxOutputLength: number; info: true },
) => { buffer: Uint8Array; engine: { bytesWritten: number } };

/** Zstandard is one frame or several. One may be skippable: it has no content. https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */
const zstandardFrame = /^(?:28b52ffd|5.2a4d18)/;

/** Each frame takes time, even one without content. Programs that write several need one for each megabyte or so. */
const maxFrames = 1000;

/** https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Encoding */
const codings: Record<string, Coding> = {
  gzip,
  'x-gzip': gzip,
  br: { decode: zlib.brotliDecompressSync },
  // Many servers leave out the header of zlib, and browsers accept both.
  deflate: {
    decode: (content, options) => (hasZlibHeader(content) ? zlib.inflateSync : zlib.inflateRawSync)(content, options),
  },
  zstd: { magic: zstandardFrame, decode: decompressFrames },
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
 * @throws {Rejection} when the image is larger, the compressed data is damaged, or this Node.js cannot undo the compression
 */
export function decodeContent(content: Uint8Array, contentEncoding: string | undefined, maxBytes: number): Uint8Array {
  const stated = encodingsOf(contentEncoding).slice(-maxLayers).reverse();
  // The encoding that was applied last is undone first.
  const decoded = stated.reduce((encoded, encoding) => decodeLayer(encoded, encoding, maxBytes), content);
  return decoded === content ? decodeLayer(content, 'gzip', maxBytes) : decoded;
}

function decodeLayer(content: Uint8Array, encoding: string, maxBytes: number): Uint8Array {
  const coding = Object.hasOwn(codings, encoding) ? codings[encoding] : undefined;
  if (!coding || (coding.magic && !matchesBeginning(coding.magic, content))) return content;
  try {
    return coding.decode(content, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof Rejection) throw error;
    if (error instanceof RangeError) {
      const reason = `The image is compressed (${encoding}), and larger than ${maxBytes} bytes without it.`;
      throw new Rejection('object-too-large', `${reason} Shrink it, or raise maxSourceBytes and memoryMegabytes.`, {
        cause: error,
      });
    }
    if (coding.magic === undefined) return content;
    const reason = `The image is compressed (${encoding}), and cannot be decompressed: ${messageOf(error).replace(/\.$/, '')}.`;
    throw new Rejection('corrupt-image', reason, { cause: error });
  }
}

function decompressFrames(content: Uint8Array, { maxOutputLength }: { maxOutputLength: number }): Uint8Array {
  if (!zstdDecompressSync) {
    const reason = `The image is compressed (zstd), which Node.js ${process.version} cannot undo.`;
    throw new Rejection('unsupported-format', `${reason} Use Node.js 22.15 or later.`);
  }
  const frames: Uint8Array[] = [];
  let [rest, maxBytes] = [content, maxOutputLength];
  while (matchesBeginning(zstandardFrame, rest)) {
    if (frames.length === maxFrames) throw new Error(`It has more than ${maxFrames} frames.`);
    const { buffer, engine } = zstdDecompressSync(rest, { maxOutputLength: Math.max(1, maxBytes), info: true });
    maxBytes -= buffer.length;
    if (maxBytes < 0) throw new RangeError('The frames are too large.');
    frames.push(buffer);
    rest = rest.subarray(engine.bytesWritten);
  }
  const [only] = frames;
  return frames.length === 1 && only ? only : Buffer.concat(frames);
}

/** Returns the encodings of a Content-Encoding header, in the order in which they were applied. */
function encodingsOf(contentEncoding = ''): string[] {
  const encodings = contentEncoding.split(',').map((encoding) => encoding.trim().toLowerCase());
  return encodings.filter((encoding) => !noEncodings.includes(encoding));
}

function matchesBeginning(magic: RegExp, content: Uint8Array): boolean {
  return magic.test(Buffer.from(content.subarray(0, 4)).toString('hex'));
}

/** https://www.rfc-editor.org/rfc/rfc1950#section-2.2 */
function hasZlibHeader([method = 0, flags = 0]: Uint8Array): boolean {
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}
