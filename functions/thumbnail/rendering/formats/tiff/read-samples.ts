import { messageOf, Rejection } from '../../../errors.ts';
import { decompressors } from './decompress.ts';
import { type Layout, photometrics } from './layout.ts';

/** Returns a sample of a decompressed part as a number. */
type SampleReader = (at: number) => number;

/** One strip or tile, decompressed. */
export interface Part {
  /** The position of its first pixel in the picture. */
  x: number;
  y: number;
  /** The plane that it belongs to, if the page is planar; otherwise 0. */
  plane: number;
  /** Returns a sample by its index in the part. */
  sample: (index: number) => number;
}

/**
 * Returns the decompressed bytes of all strips or tiles. Tiles may be far larger than the picture.
 *
 * @throws {Rejection} when the strips or tiles have no size, so that no number of them fills the picture
 */
export function bytesOfParts(layout: Layout): number {
  if (!(layout.partWidth >= 1 && layout.partHeight >= 1)) {
    throw new Rejection('corrupt-image', 'The strips or tiles of the tiff image have no size.');
  }
  return partCountOf(layout) * maxBytesOfPart(layout);
}

/** Returns how many strips or tiles a page has. */
export function partCountOf({ width, height, samples, isPlanar, partWidth, partHeight }: Layout): number {
  return Math.ceil(width / partWidth) * Math.ceil(height / partHeight) * (isPlanar ? samples : 1);
}

/** Returns the max decompressed bytes of a strip or tile. Each row is padded to a whole byte. */
export function maxBytesOfPart(layout: Layout): number {
  const { partHeight, bits } = layout;
  return Math.ceil((samplesIn(layout, partHeight) * bits) / 8) + (bits % 8 === 0 ? 0 : partHeight);
}

/**
 * Yields the strips or tiles of a page, one after another.
 *
 * @throws {Rejection} when a strip or tile is too short, or cannot be decompressed
 */
export function* partsOf(tiff: Buffer, layout: Layout, isLittleEndian: boolean): Iterable<Part> {
  const { width, height, samples, isPlanar, partWidth, partHeight, offsets, byteCounts, compression, bits } = layout;
  const [across, down] = [Math.ceil(width / partWidth), Math.ceil(height / partHeight)];
  const samplesTogether = isPlanar ? 1 : samples;
  const rowSamples = partWidth * samplesTogether;
  const sampleBytes = bits / 8;
  for (let index = 0; index < partCountOf(layout); index += 1) {
    const place = index % (across * down);
    const y = Math.floor(place / across) * partHeight;
    const rows = layout.isTiled ? partHeight : Math.min(partHeight, height - y);
    const bytes = bits % 8 === 0 ? samplesIn(layout, rows) * sampleBytes : rows * bytesOfRow(rowSamples, bits);
    const start = offsets[index] ?? tiff.length;
    const stored = tiff.subarray(start, start + (byteCounts[index] || (compression === 1 ? bytes : tiff.length)));
    const data = decompressed(layout.isReversed ? reversed(stored) : stored, compression, bytes);
    if (data.length < bytes) {
      throw new Rejection(
        'corrupt-image',
        `The tiff image is cut off: a strip or tile has ${data.length} of ${bytes} bytes.`,
      );
    }
    undoPredictor(data, layout, rows, samplesTogether, isLittleEndian);
    // The floating-point predictor stores the high bytes first.
    const read = readerOf(data, layout, layout.predictor === 3 ? false : isLittleEndian);
    yield {
      x: (place % across) * partWidth,
      y,
      plane: Math.floor(index / (across * down)),
      sample: bits % 8 === 0 ? (at) => read(at * sampleBytes) : bitReaderOf(data, bits, rowSamples),
    };
  }
}

function decompressed(stored: Buffer, compression: number, bytes: number): Buffer {
  try {
    return Buffer.from(decompressors[compression]?.(stored, bytes) ?? []);
  } catch (error) {
    // The decoder takes a RangeError for a bug, and any plain error, such as that of zlib, for damage.
    if (!(error instanceof RangeError)) throw error;
    const reason = `The tiff image cannot be decompressed: ${messageOf(error)}`;
    throw new Rejection('corrupt-image', reason, { cause: error });
  }
}

/** Returns the number of samples in a part with this many rows. */
function samplesIn(
  { partWidth, samples, isPlanar, photometric, subsampling: [across, down] }: Layout,
  rows: number,
): number {
  if (photometric !== photometrics.ycbcr || isPlanar) return partWidth * rows * (isPlanar ? 1 : samples);
  return Math.ceil(partWidth / across) * Math.ceil(rows / down) * (across * down + 2);
}

/** Returns data with the bits of each byte in reverse order. */
export function reversed(data: Buffer): Buffer {
  return Buffer.from(
    data.map((byte) => Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2)),
  );
}

function undoPredictor(data: Buffer, layout: Layout, rows: number, samples: number, isLittleEndian: boolean): void {
  const rowSamples = layout.partWidth * samples;
  if (layout.predictor === 3) undoFloatPredictor(data, layout.bits, rows, rowSamples, samples);
  if (layout.predictor !== 2) return;
  const values = integersOf(data, layout.bits, isLittleEndian);
  for (let row = 0; row < rows; row += 1) {
    for (let at = row * rowSamples + samples; at < (row + 1) * rowSamples; at += 1) values.add(at, at - samples);
  }
}

/** Adds the differences of the bytes in each row, then joins the bytes of each sample, which are stored in separate planes. */
function undoFloatPredictor(data: Buffer, bits: number, rows: number, rowSamples: number, samples: number): void {
  const rowBytes = (rowSamples * bits) / 8;
  for (let row = 0; row < rows; row += 1) {
    const bytes = data.subarray(row * rowBytes, (row + 1) * rowBytes);
    for (let at = samples; at < rowBytes; at += 1) bytes[at] = (bytes[at] ?? 0) + (bytes[at - samples] ?? 0);
    const planes = Buffer.from(bytes);
    for (let sample = 0; sample < rowSamples; sample += 1) {
      for (let byte = 0; byte < bits / 8; byte += 1)
        bytes[(sample * bits) / 8 + byte] = planes[byte * rowSamples + sample] ?? 0;
    }
  }
}

/** Returns the data as integers that can be added to each other in place. */
function integersOf(data: Buffer, bits: number, isLittleEndian: boolean) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const add: Record<number, (at: number, other: number) => void> = {
    8: (at, other) => view.setUint8(at, view.getUint8(at) + view.getUint8(other)),
    16: (at, other) => {
      const sum = view.getUint16(at * 2, isLittleEndian) + view.getUint16(other * 2, isLittleEndian);
      view.setUint16(at * 2, sum, isLittleEndian);
    },
    32: (at, other) => {
      const sum = view.getUint32(at * 4, isLittleEndian) + view.getUint32(other * 4, isLittleEndian);
      view.setUint32(at * 4, sum, isLittleEndian);
    },
    64: (at, other) => {
      const sum = view.getBigUint64(at * 8, isLittleEndian) + view.getBigUint64(other * 8, isLittleEndian);
      view.setBigUint64(at * 8, sum, isLittleEndian);
    },
  };
  return { add: add[bits] ?? (() => {}) };
}

function bytesOfRow(samples: number, bits: number): number {
  return Math.ceil((samples * bits) / 8);
}

/** Reads unsigned samples of up to 16 bits that are not whole bytes. Each row begins at a whole byte. */
function bitReaderOf(data: Buffer, bits: number, rowSamples: number): SampleReader {
  const rowBytes = bytesOfRow(rowSamples, bits);
  return (index) => {
    const bit = (index % rowSamples) * bits;
    const at = Math.floor(index / rowSamples) * rowBytes + (bit >> 3);
    const [first = 0, second = 0, third = 0, fourth = 0] = data.subarray(at, at + 4);
    const word = (first << 24) | (second << 16) | (third << 8) | fourth;
    return (word << (bit & 7)) >>> (32 - bits);
  };
}

function readerOf(data: Buffer, { bits, sampleFormat }: Layout, isLittleEndian: boolean): SampleReader {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const readers: Record<string, SampleReader> = {
    'unsigned 8': (at) => view.getUint8(at),
    'unsigned 16': (at) => view.getUint16(at, isLittleEndian),
    'unsigned 24': (at) => (isLittleEndian ? data.readUIntLE(at, 3) : data.readUIntBE(at, 3)),
    'unsigned 32': (at) => view.getUint32(at, isLittleEndian),
    'unsigned 64': (at) => Number(view.getBigUint64(at, isLittleEndian)),
    'signed 8': (at) => view.getInt8(at),
    'signed 16': (at) => view.getInt16(at, isLittleEndian),
    'signed 32': (at) => view.getInt32(at, isLittleEndian),
    'signed 64': (at) => Number(view.getBigInt64(at, isLittleEndian)),
    'float 16': (at) => floatOf(view.getUint16(at, isLittleEndian), 5, 10),
    'float 24': (at) => floatOf(isLittleEndian ? data.readUIntLE(at, 3) : data.readUIntBE(at, 3), 7, 16),
    'float 32': (at) => view.getFloat32(at, isLittleEndian),
    'float 64': (at) => view.getFloat64(at, isLittleEndian),
  };
  const kind = sampleFormat === 3 ? 'float' : sampleFormat === 2 ? 'signed' : 'unsigned';
  return readers[`${kind} ${bits}`] ?? (() => 0);
}

/** Decodes a floating-point number of a size that JavaScript does not have. */
function floatOf(number: number, exponentBits: number, fractionBits: number): number {
  const [ones, one] = [2 ** exponentBits - 1, 2 ** fractionBits];
  const [exponent, fraction] = [(number >> fractionBits) & ones, (number % one) / one];
  const bias = ones >> 1;
  const size = exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias);
  return number >> (exponentBits + fractionBits) ? -size : size;
}
