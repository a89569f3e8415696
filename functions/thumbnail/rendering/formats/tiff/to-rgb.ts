import { type Layout, photometrics } from './layout.ts';
import type { Tags } from './tags.ts';

/** The white point of Lab in a TIFF, D50, and the matrix from XYZ at D50 to linear sRGB. http://www.brucelindbloom.com/index.html?Eqn_RGB_XYZ_Matrix.html */
const d50 = [0.96422, 1, 0.82521];
const xyzToRgb = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
];

type LabLayout = Pick<Layout, 'bits' | 'sampleFormat' | 'photometric'>;

/** Converts Lab pixels to sRGB from 0 to 1, in place. Alpha becomes 0 to 1 too. */
export function rgbOfLab(values: Float32Array, channels: number, layout: LabLayout): void {
  const { toLightness, toColour, max } = labOf(layout);
  const cubed = (value: number) => (value > 6 / 29 ? value ** 3 : (value - 4 / 29) * 3 * (6 / 29) ** 2);
  for (let at = 0; at < values.length; at += channels) {
    const fy = (toLightness(values[at] ?? 0) + 16) / 116;
    const [fx, fz] = [fy + toColour(values[at + 1] ?? 0) / 500, fy - toColour(values[at + 2] ?? 0) / 200];
    const xyz = [fx, fy, fz].map((value, axis) => cubed(value) * (d50[axis] ?? 1));
    xyzToRgb.forEach((row, channel) => {
      values[at + channel] = srgbOfLight(row.reduce((sum, factor, axis) => sum + factor * (xyz[axis] ?? 0), 0));
    });
    for (let extra = at + 3; extra < at + channels; extra += 1) values[extra] = (values[extra] ?? 0) / max;
  }
}

/**
 * Returns how to convert samples to Lab. Integers of a* and b* are signed in CIE Lab, and have an offset in ICC Lab.
 * https://www.alternatiff.com/resources/TIFFPM6.pdf, page 18
 */
function labOf({ bits, sampleFormat, photometric }: LabLayout) {
  const same = (value: number) => value;
  if (sampleFormat === 3) return { toLightness: same, toColour: same, max: 1 };
  const [max, half, unit] = [2 ** bits - 1, 2 ** (bits - 1), 2 ** (bits - 8)];
  const isIcc = photometric === photometrics.iccLab;
  const maxLightness = isIcc ? 255 * unit : max;
  const signed = (value: number) => (value >= half ? value - 2 * half : value);
  return {
    toLightness: (value: number) => (100 * value) / maxLightness,
    toColour: (value: number) => (isIcc ? value - half : signed(value)) / unit,
    max,
  };
}

/** Converts the colours of pixels from linear light to sRGB, in place. */
export function srgbOfLinear(values: Float32Array, channels: number): void {
  for (let at = 0; at < values.length; at += 1) if (at % channels < 3) values[at] = srgbOfLight(values[at] ?? 0);
}

function srgbOfLight(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/**
 * Converts palette indices to RGB from 0 to 1. Returns the new pixels.
 *
 * @param channels 1 for an index, or 2 for an index and alpha, which becomes 0 to 1
 */
export function rgbOfPalette(values: Float32Array, channels: number, tags: Tags, bits: number): Float32Array {
  const table = tags.get(320) ?? [];
  const entries = 2 ** bits;
  // Some programs write bytes instead of 16 bits.
  const max = table.every((value) => value <= 0xff) ? 0xff : 0xffff;
  const colours = new Float32Array((values.length / channels) * (channels + 2));
  for (let from = 0, to = 0; from < values.length; from += channels, to += channels + 2) {
    for (let colour = 0; colour < 3; colour += 1) {
      colours[to + colour] = (table[(values[from] ?? 0) + colour * entries] ?? 0) / max;
    }
    if (channels > 1) colours[to + 3] = (values[from + 1] ?? 0) / (entries - 1);
  }
  return colours;
}

/** Converts YCbCr pixels of 8 bits to RGB from 0 to 1, in place. The tags may set its coefficients and its range. */
export function rgbOfYcbcr(values: Float32Array, channels: number, tags: Tags): void {
  const [red = 0.299, green = 0.587, blue = 0.114] = tags.get(529) ?? [];
  const [black = 0, white = 255, cbZero = 128, cbMax = 255, crZero = 128, crMax = 255] = tags.get(532) ?? [];
  for (let at = 0; at < values.length; at += channels) {
    const y = ((values[at] ?? 0) - black) / (white - black);
    const cb = (((values[at + 1] ?? 0) - cbZero) / (cbMax - cbZero)) * (127 / 255);
    const cr = (((values[at + 2] ?? 0) - crZero) / (crMax - crZero)) * (127 / 255);
    const [r, b] = [y + cr * (2 - 2 * red), y + cb * (2 - 2 * blue)];
    values[at] = r;
    values[at + 1] = (y - red * r - blue * b) / green;
    values[at + 2] = b;
    for (let extra = at + 3; extra < at + channels; extra += 1) values[extra] = (values[extra] ?? 0) / 255;
  }
}
