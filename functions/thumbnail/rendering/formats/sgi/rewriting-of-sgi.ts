import { Rejection } from '../../../errors.ts';
import type { Size } from '../../types.ts';
import type { Rewriting } from '../format.ts';
import { rewritingOfBytes } from '../rewriting-of-bytes.ts';
import { sgi } from '../sgi.ts';

const [headerBytes, offsetBytes, maxChannels] = [512, 4, 4];

interface Sgi extends Size {
  channels: number;
  sampleBytes: number;
  isCompressed: boolean;
}

/**
 * Returns how to rewrite an SGI. Channels after the fourth are left out.
 *
 * @throws {Rejection} when it is cut off, or has no size
 */
export function rewritingOfSgi(image: Buffer): Rewriting {
  if (image.length < headerBytes) throw cutOff(image);
  const { width, height } = sgi.loader.readHeader(image);
  const channels = image.readUInt16BE(4) === 3 ? Math.min(maxChannels, image.readUInt16BE(10)) : 1;
  if (width === 0 || height === 0 || channels === 0) {
    throw new Rejection('corrupt-image', 'The sgi image has no size.');
  }
  const read = { width, height, channels, sampleBytes: image.readUInt8(3), isCompressed: image.readUInt8(2) === 1 };
  return rewritingOfBytes(read, () => decode(image, read));
}

/** Returns the pixels from the top left. The channels are stored one after another, and each begins with its lowest row. */
function decode(image: Buffer, sgi: Sgi): Buffer {
  const { width, height, channels } = sgi;
  const pixels = Buffer.alloc(width * height * channels);
  for (let channel = 0; channel < channels; channel += 1) {
    for (let row = 0; row < height; row += 1) {
      const samples = samplesOf(image, sgi, channel * height + row);
      const to = (height - 1 - row) * width * channels + channel;
      for (let column = 0; column < width; column += 1) pixels[to + column * channels] = samples[column] ?? 0;
    }
  }
  return pixels;
}

/** Returns the samples of a row, one byte each. */
function samplesOf(image: Buffer, { width, sampleBytes, isCompressed }: Sgi, row: number): Uint8Array {
  if (isCompressed) return unpackedRow(image, width, sampleBytes, startOf(image, row));
  const start = headerBytes + row * width * sampleBytes;
  if (start + width * sampleBytes > image.length) throw cutOff(image);
  // The high byte comes first.
  return Uint8Array.from({ length: width }, (_, column) => image[start + column * sampleBytes] ?? 0);
}

function startOf(image: Buffer, row: number): number {
  const at = headerBytes + row * offsetBytes;
  if (at + offsetBytes > image.length) throw cutOff(image);
  return image.readUInt32BE(at);
}

/** Undoes the run-length encoding of a row. The head of a run has as many bytes as a sample. */
function unpackedRow(image: Buffer, width: number, sampleBytes: number, start: number): Uint8Array {
  const row = new Uint8Array(width);
  let from = start;
  for (let at = 0; at < width; ) {
    const head = image[from + sampleBytes - 1] ?? 0;
    const [isLiteral, count] = [head > 0x7f, head & 0x7f];
    const stored = isLiteral ? count : 1;
    const end = from + (1 + stored) * sampleBytes;
    // A run of no samples ends the row too early.
    if (count === 0 || end > image.length) throw cutOff(image);
    for (let sample = 0; sample < count && at < width; sample += 1, at += 1) {
      row[at] = image[from + (1 + (isLiteral ? sample : 0)) * sampleBytes] ?? 0;
    }
    from = end;
  }
  return row;
}

function cutOff(image: Buffer): Rejection {
  return new Rejection('corrupt-image', `The sgi image is cut off: it has ${image.length} bytes.`);
}
