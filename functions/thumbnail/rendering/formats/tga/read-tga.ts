import { Rejection } from '../../../errors.ts';

const footerBytes = 26;
/** The first type of attributes that has alpha. */
const usefulAlpha = 3;

export interface TgaHeader {
  width: number;
  height: number;
  /** Samples of a decoded pixel: grey or RGB, and alpha if there is any. */
  channels: 1 | 2 | 3 | 4;
  isPalette: boolean;
  isCompressed: boolean;
  /** Bytes of a stored pixel. */
  pixelBytes: number;
  palette: { at: number; first: number; entryBytes: number; bytes: number };
  dataAt: number;
  /** Whether the first row is the lowest, and the first column the rightmost. */
  isUpwards: boolean;
  isLeftwards: boolean;
}

/**
 * Reads the header. https://www.dca.fee.unicamp.br/~martino/disciplinas/ia369/trabalhos/t4g3/tga.pdf
 *
 * @throws {RangeError} when the data is truncated
 */
export function tgaHeader(image: Buffer): TgaHeader {
  const [idBytes, type, depth, descriptor] = [0, 2, 16, 17].map((at) => image.readUInt8(at)) as [
    number,
    number,
    number,
    number,
  ];
  const paletteLength = image.readUInt8(1) === 1 ? image.readUInt16LE(5) : 0;
  const entryBytes = Math.ceil(image.readUInt8(7) / 8);
  const palette = { at: 18 + idBytes, first: image.readUInt16LE(3), entryBytes, bytes: paletteLength * entryBytes };
  const isPalette = type % 8 === 1;
  const isGrey = type % 8 === 3;
  const pixelBytes = Math.ceil(depth / 8);
  const alphaBits = descriptor & 15;
  const colourBytes = isPalette ? entryBytes : pixelBytes;
  const hasFourthByte = colourBytes === 4 && (alphaBits > 0 || !deniesAlpha(image));
  const hasAlpha = isGrey ? pixelBytes === 2 : hasFourthByte || (colourBytes === 2 && alphaBits === 1);
  return {
    width: image.readUInt16LE(12),
    height: image.readUInt16LE(14),
    channels: isGrey ? (hasAlpha ? 2 : 1) : hasAlpha ? 4 : 3,
    isPalette,
    isCompressed: type > 8,
    pixelBytes,
    palette,
    dataAt: palette.at + palette.bytes,
    isUpwards: (descriptor & 32) === 0,
    isLeftwards: (descriptor & 16) !== 0,
  };
}

/**
 * Whether the extension at the end of the file says that there is no alpha. Most programs read the fourth byte as alpha otherwise,
 * although some writers leave its bits out of the header.
 */
function deniesAlpha(image: Buffer): boolean {
  const footer = image.subarray(-footerBytes);
  if (footer.toString('latin1', 8, 24) !== 'TRUEVISION-XFILE') return false;
  const attributesTypeAt = footer.readUInt32LE() + 494;
  return attributesTypeAt > 494 && (image[attributesTypeAt] ?? 0) < usefulAlpha;
}

/**
 * Decodes the pixels, from the top left.
 *
 * @throws {Rejection} when the data is truncated
 */
export function readTga(image: Buffer, header: TgaHeader): Buffer {
  const { width, height, channels, pixelBytes, isUpwards, isLeftwards } = header;
  const stored = storedPixels(image, header);
  const decoded = Buffer.alloc(width * height * channels);
  let opaque = 0;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const from =
        ((isUpwards ? height - 1 - row : row) * width + (isLeftwards ? width - 1 - column : column)) * pixelBytes;
      const at = (row * width + column) * channels;
      decodePixel(image, stored, from, decoded, at, header);
      if (channels % 2 === 0) opaque |= decoded[at + channels - 1] ?? 0;
    }
  }
  // If every pixel is fully transparent, the alpha is ignored: many programs leave it at 0.
  if (channels % 2 === 0 && opaque === 0) {
    for (let at = channels - 1; at < decoded.length; at += channels) decoded[at] = 0xff;
  }
  return decoded;
}

/** Undoes the run-length encoding. A run has up to 128 pixels, which are equal or literal. */
function storedPixels(image: Buffer, { width, height, pixelBytes, isCompressed, dataAt }: TgaHeader): Buffer {
  const bytes = width * height * pixelBytes;
  if (!isCompressed) {
    if (dataAt + bytes > image.length) throw cutOff(image, dataAt + bytes);
    return image.subarray(dataAt, dataAt + bytes);
  }
  const pixels = Buffer.alloc(bytes);
  let [from, at] = [dataAt, 0];
  while (at < bytes) {
    const head = image[from] ?? 0;
    const runBytes = Math.min(((head & 0x7f) + 1) * pixelBytes, bytes - at);
    const isRun = head > 0x7f;
    const end = from + 1 + (isRun ? pixelBytes : runBytes);
    if (end > image.length) throw cutOff(image, end);
    if (isRun) pixels.fill(image.subarray(from + 1, end), at, at + runBytes);
    else image.copy(pixels, at, from + 1, end);
    at += runBytes;
    from = end;
  }
  return pixels;
}

function decodePixel(
  image: Buffer,
  stored: Buffer,
  from: number,
  decoded: Buffer,
  at: number,
  header: TgaHeader,
): void {
  const { channels, pixelBytes, palette, isPalette } = header;
  if (channels <= 2) {
    stored.copy(decoded, at, from, from + channels);
    return;
  }
  if (!isPalette) {
    decodeColour(stored, from, pixelBytes, decoded, at, channels);
    return;
  }
  const entry = (stored.readUIntLE(from, pixelBytes) - palette.first) * palette.entryBytes;
  // Colours beyond the palette are black, and transparent if there is alpha.
  if (entry < 0 || entry >= palette.bytes) return;
  decodeColour(image, palette.at + entry, palette.entryBytes, decoded, at, channels);
}

/** Colours are stored as blue, green, red. */
function decodeColour(data: Buffer, from: number, bytes: number, decoded: Buffer, at: number, channels: number): void {
  if (bytes === 2) {
    const bits = data.readUInt16LE(from);
    for (let channel = 0; channel < 3; channel += 1) {
      decoded[at + channel] = Math.round((((bits >> (10 - channel * 5)) & 31) * 255) / 31);
    }
    if (channels === 4) decoded[at + 3] = bits >> 15 === 1 ? 0xff : 0;
    return;
  }
  for (let channel = 0; channel < 3; channel += 1) decoded[at + channel] = data[from + 2 - channel] ?? 0;
  if (channels === 4) decoded[at + 3] = data[from + 3] ?? 0;
}

function cutOff(image: Buffer, end: number): Rejection {
  return new Rejection('corrupt-image', `The tga image is cut off: it has ${image.length} bytes of at least ${end}.`);
}
