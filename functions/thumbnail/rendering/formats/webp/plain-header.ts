import type { Header } from '../../types.ts';

const pictureAt = 20;
const lossySignature = 0x9d_01_2a;
const losslessSignature = 0x2f;
/** The sides have 14 bits. */
const maxSide = 0x3fff;

/**
 * Returns the header of a WebP that has nothing but a picture. libvips clears the memory of the whole picture to read it, in 1.4 ms for
 * 2 megapixels. Returns undefined when there is more, such as metadata, or the header is not valid.
 *
 * @throws {RangeError} when the data is truncated
 */
export function plainHeader(webp: Buffer): Header | undefined {
  const kind = webp.toString('latin1', 12, 16);
  if (kind === 'VP8 ') return lossyHeader(webp);
  return kind === 'VP8L' ? losslessHeader(webp) : undefined;
}

/** https://www.rfc-editor.org/rfc/rfc6386#section-9.1 */
function lossyHeader(webp: Buffer): Header | undefined {
  const isKeyFrame = (webp.readUInt8(pictureAt) & 1) === 0;
  if (!isKeyFrame || webp.readUIntBE(pictureAt + 3, 3) !== lossySignature) return undefined;
  const [width, height] = [6, 8].map((at) => webp.readUInt16LE(pictureAt + at) & maxSide);
  return headerOf(width, height, 3);
}

/** https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification#3_riff_header */
function losslessHeader(webp: Buffer): Header | undefined {
  if (webp.readUInt8(pictureAt) !== losslessSignature) return undefined;
  const bits = webp.readUInt32LE(pictureAt + 1);
  const [width, height, hasAlpha] = [(bits & maxSide) + 1, ((bits >>> 14) & maxSide) + 1, (bits >>> 28) & 1];
  return headerOf(width, height, hasAlpha ? 4 : 3);
}

function headerOf(width = 0, height = 0, channels: 3 | 4): Header | undefined {
  if (width === 0 || height === 0) return undefined;
  return {
    ...{ width, height, channels, bytesPerSample: 1, orientation: 1 },
    ...{ isProgressive: false, chroma: undefined, hasProfileOf16Bits: false, hasWideProfile: false },
  };
}
