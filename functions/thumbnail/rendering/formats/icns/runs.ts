import { Rejection } from '../../../errors.ts';

const channels = 4;
const alphaAt = 3;
/** The largest kind of element begins with four bytes that mean nothing. */
const spareBytes: Partial<Record<string, number>> = { it32: 4 };

/** The kinds of element with colours in runs: their side in pixels, and the kind of element with their transparency. */
const kinds: Partial<Record<string, { side: number; mask: string }>> = {
  is32: { side: 16, mask: 's8mk' },
  il32: { side: 32, mask: 'l8mk' },
  ih32: { side: 48, mask: 'h8mk' },
  it32: { side: 128, mask: 't8mk' },
};

/** Returns the side of the picture in an element of this kind, in pixels; 0 when it has no colours in runs. */
export function sideOfRuns(kind: string): number {
  return kinds[kind]?.side ?? 0;
}

/**
 * Returns a picture in runs as a PAM. https://en.wikipedia.org/wiki/Apple_Icon_Image_format#Compression
 *
 * @param elements of the icon, by their kinds
 * @throws {Rejection} when pixels are missing
 */
export function pamOfRuns(kind: string, elements: ReadonlyMap<string, Buffer>): Buffer {
  const { side, mask } = kinds[kind] ?? { side: 0, mask: '' };
  const runs = (elements.get(kind) ?? Buffer.of()).subarray(spareBytes[kind] ?? 0);
  const pixels = Buffer.alloc(side * side * channels, 0xff);
  const count = side * side;
  const isPlain = runs.length === count * alphaAt;
  let at = 0;
  for (let channel = 0; channel < alphaAt; channel += 1) {
    if (isPlain) fillPlain(pixels, runs.subarray(channel * count), channel);
    else at = fillRuns(pixels, runs, at, channel);
  }
  const alpha = elements.get(mask);
  if (alpha && alpha.length >= count) fillPlain(pixels, alpha, alphaAt);
  const header = `P7\nWIDTH ${side}\nHEIGHT ${side}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n`;
  return Buffer.concat([Buffer.from(header), pixels]);
}

function fillPlain(pixels: Buffer, values: Buffer, channel: number): void {
  for (let pixel = 0; pixel < pixels.length / channels; pixel += 1) {
    pixels[pixel * channels + channel] = values[pixel] ?? 0;
  }
}

/** Fills one channel, and returns where the next begins. */
function fillRuns(pixels: Buffer, runs: Buffer, start: number, channel: number): number {
  let at = start;
  for (let to = channel; to < pixels.length; ) {
    const code = runs[at] ?? 0;
    const isRepeated = code >= 0x80;
    const length = isRepeated ? code - 0x7d : code + 1;
    const values = runs.subarray(at + 1, at + 1 + (isRepeated ? 1 : length));
    if (values.length < (isRepeated ? 1 : length)) {
      throw new Rejection('corrupt-image', 'The icns image has a picture of which pixels are missing.');
    }
    for (let index = 0; index < length && to < pixels.length; index += 1, to += channels) {
      pixels[to] = values[isRepeated ? 0 : index] ?? 0;
    }
    at += 1 + values.length;
  }
  return at;
}
