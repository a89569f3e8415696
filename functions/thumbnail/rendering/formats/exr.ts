import { Rejection } from '../../errors.ts';
import { areReal, linearLight, type Primaries } from '../colour/colour-space.ts';
import type { MagickHeader } from './format.ts';
import { magickFormat, soleCoder } from './magick-format.ts';
import { untilTruncated } from './until-truncated.ts';

const [versionAt, headerAt] = [4, 8];
/** The flag of pixels with any number of samples. */
const deepFlag = 0x800;
/** Bytes of a channel after its name: its type, linearity and sampling. */
const channelBytes = 16;
/** OpenEXR. https://openexr.com/en/latest/OpenEXRFileLayout.html */
export const exr = magickFormat({
  matches: (beginning) => beginning.startsWith('\x76\x2f\x31\x01'),
  inspect(image) {
    // The samples are linear light, premultiplied by alpha. The decoder converts neither.
    const colour = { ...linearLight };
    untilTruncated(() => {
      for (const { name, value } of attributesOf(image)) {
        if (name === 'chromaticities') colour.primaries = primariesOf(value) ?? linearLight.primaries;
      }
    });
    return { image, strictness: 'warning', colour, isPremultiplied: true };
  },
  loader: soleCoder('EXR', readHeader),
});

/**
 * @throws {Rejection} when the picture is deep, which the decoder misreads, or neither grey nor RGB: it would show another channel as red
 */
function readHeader(image: Buffer): MagickHeader {
  if (image.readUInt32LE(versionAt) & deepFlag) {
    throw new Rejection('unsupported-format', 'The exr image is deep: its pixels have any number of samples.');
  }
  let size: MagickHeader | undefined;
  for (const { name, value } of attributesOf(image)) {
    if (name === 'channels') {
      const channels = channelsOf(value);
      const isGrey = channels.join() === 'Y';
      if (!isGrey && !['R', 'G', 'B'].every((colour) => channels.includes(colour))) {
        const reason = `The exr image has the channels ${channels.join(', ')}, expected R, G and B, or Y alone.`;
        throw new Rejection('unsupported-format', reason);
      }
    }
    // The display window may have another size, but the decoder returns the data window.
    if (name === 'dataWindow') {
      const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => value.readInt32LE(offset));
      size = { width: (right ?? 0) - (left ?? 0) + 1, height: (bottom ?? 0) - (top ?? 0) + 1 };
    }
  }
  if (!size) throw new RangeError('There is no data window.');
  return size;
}

/** Returns the primaries of an attribute; undefined when they are not real. */
function primariesOf(value: Buffer): Primaries | undefined {
  const pointAt = (at: number) => [value.readFloatLE(at), value.readFloatLE(at + 4)] as const;
  const primaries: Primaries = [pointAt(0), pointAt(8), pointAt(16), pointAt(24)];
  return areReal(primaries) ? primaries : undefined;
}

/** An attribute is a name, a type, the length of its value, and the value. */
function* attributesOf(image: Buffer): Iterable<{ name: string; value: Buffer }> {
  for (let at = headerAt; ; ) {
    const [name, typeAt] = textAt(image, at);
    if (name === '') return;
    const [, lengthAt] = textAt(image, typeAt);
    at = lengthAt + 4 + image.readUInt32LE(lengthAt);
    yield { name, value: image.subarray(lengthAt + 4, at) };
  }
}

function channelsOf(list: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; ; ) {
    const [name, next] = textAt(list, at);
    if (name === '') return names;
    names.push(name);
    at = next + channelBytes;
  }
}

/** Returns a zero-terminated text, and the position after it. */
function textAt(data: Buffer, at: number): [text: string, next: number] {
  const end = data.indexOf(0, at);
  if (end < 0) throw new RangeError('The header is cut off.');
  return [data.toString('latin1', at, end), end + 1];
}
