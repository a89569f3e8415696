import { Rejection } from '../../../errors.ts';

const [colours, alphaAt, channels] = [3, 3, 4];
const argb = 'ARGB';

interface Encoding {
  /** The side of the picture in pixels. */
  side: number;
  /** The element type of the alpha mask. It is unset if the data begins with `ARGB`, and has alpha as its first channel. */
  mask?: string;
  /** Bytes without a meaning before the data. */
  spareBytes?: number;
}

/** The element types with run-length encoded pictures. */
const types: Partial<Record<string, Encoding>> = {
  is32: { side: 16, mask: 's8mk' },
  il32: { side: 32, mask: 'l8mk' },
  ih32: { side: 48, mask: 'h8mk' },
  it32: { side: 128, mask: 't8mk', spareBytes: 4 },
  ic04: { side: 16 },
  ic05: { side: 32 },
  icsb: { side: 18 },
  icsB: { side: 36 },
};

/** Returns the side of the picture in an element, in pixels; 0 when it is not run-length encoded. */
export function sideOfRle(type: string, data: Buffer): number {
  const { side = 0, mask } = types[type] ?? {};
  return mask === undefined && data.toString('latin1', 0, argb.length) !== argb ? 0 : side;
}

/**
 * Decodes a run-length encoded picture. Returns it as a PAM. https://en.wikipedia.org/wiki/Apple_Icon_Image_format#Compression
 *
 * @param elements of the icon, by their types
 * @throws {Rejection} when pixels are missing
 */
export function pamOfRle(type: string, elements: ReadonlyMap<string, Buffer>): Buffer {
  const { side, mask, spareBytes = mask ? 0 : argb.length } = types[type] ?? { side: 0 };
  const whole = elements.get(type) ?? Buffer.of();
  const data = whole.subarray(spareBytes);
  const count = side * side;
  const pixels = Buffer.alloc(count * channels, 0xff);
  // Run-length data is never this long: the pixels are stored one by one, each after a byte without a meaning.
  const isInterleaved = mask !== undefined && whole.length === count * channels;
  const isPlain = mask !== undefined && data.length === count * colours;
  let at = 0;
  for (const channel of mask ? [0, 1, 2] : [alphaAt, 0, 1, 2]) {
    if (isInterleaved) fillPlain(pixels, whole.subarray(channel + 1), channel, channels);
    else if (isPlain) fillPlain(pixels, data.subarray(channel * count), channel);
    else at = fillRuns(pixels, data, at, channel);
  }
  const alpha = mask ? elements.get(mask) : undefined;
  if (alpha && alpha.length >= count) fillPlain(pixels, alpha, alphaAt);
  const header = `P7\nWIDTH ${side}\nHEIGHT ${side}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n`;
  return Buffer.concat([Buffer.from(header), pixels]);
}

function fillPlain(pixels: Buffer, values: Buffer, channel: number, valueBytes = 1): void {
  for (let pixel = 0; pixel < pixels.length / channels; pixel += 1) {
    pixels[pixel * channels + channel] = values[pixel * valueBytes] ?? 0;
  }
}

/** Fills one channel. Returns the position of the next channel. */
function fillRuns(pixels: Buffer, data: Buffer, start: number, channel: number): number {
  let at = start;
  for (let to = channel; to < pixels.length; ) {
    const code = data[at] ?? 0;
    const isRepeated = code >= 0x80;
    const length = isRepeated ? code - 0x7d : code + 1;
    const valueCount = isRepeated ? 1 : length;
    const values = data.subarray(at + 1, at + 1 + valueCount);
    if (values.length < valueCount) {
      throw new Rejection('corrupt-image', 'The icns image lacks pixels of its largest picture.');
    }
    for (let index = 0; index < length && to < pixels.length; index += 1, to += channels) {
      pixels[to] = values[isRepeated ? 0 : index] ?? 0;
    }
    at += 1 + values.length;
  }
  return at;
}
