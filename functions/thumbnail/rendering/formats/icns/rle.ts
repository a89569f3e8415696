import { Rejection } from '../../../errors.ts';

const [colours, alphaAt, channels] = [3, 3, 4];
/** Bytes without a meaning before the data of the largest type. */
const spareBytes: Partial<Record<string, number>> = { it32: 4 };

/** The element types with run-length encoded colours: the side in pixels, and the element type of the alpha mask. */
const types: Partial<Record<string, { side: number; mask: string }>> = {
  is32: { side: 16, mask: 's8mk' },
  il32: { side: 32, mask: 'l8mk' },
  ih32: { side: 48, mask: 'h8mk' },
  it32: { side: 128, mask: 't8mk' },
};

/** Returns the side of the picture in an element of this type, in pixels; 0 when it is not run-length encoded. */
export function sideOfRle(type: string): number {
  return types[type]?.side ?? 0;
}

/**
 * Decodes a run-length encoded picture. Returns it as a PAM. https://en.wikipedia.org/wiki/Apple_Icon_Image_format#Compression
 *
 * @param elements of the icon, by their types
 * @throws {Rejection} when pixels are missing
 */
export function pamOfRle(type: string, elements: ReadonlyMap<string, Buffer>): Buffer {
  const { side, mask } = types[type] ?? { side: 0, mask: '' };
  const data = (elements.get(type) ?? Buffer.of()).subarray(spareBytes[type] ?? 0);
  const pixels = Buffer.alloc(side * side * channels, 0xff);
  const count = side * side;
  const isPlain = data.length === count * colours;
  let at = 0;
  for (let channel = 0; channel < colours; channel += 1) {
    if (isPlain) fillPlain(pixels, data.subarray(channel * count), channel);
    else at = fillRuns(pixels, data, at, channel);
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
