import type { Tags } from './tags.ts';

/** The white of CIE Lab in a TIFF, D50, and the way from it to sRGB. http://www.brucelindbloom.com/index.html?Eqn_RGB_XYZ_Matrix.html */
const d50 = [0.96422, 1, 0.82521];
const xyzToRgb = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
];

/** Converts pixels of CIE Lab to sRGB of 0 to 1, and their transparency to 0 to 1, in place. The two colours are signed. */
export function rgbOfLab(values: Float32Array, channels: number, bits: number): void {
  const [max, half, unit] = [2 ** bits - 1, 2 ** (bits - 1), 2 ** (bits - 8)];
  const signed = (value: number) => (value >= half ? value - 2 * half : value) / unit;
  const cubed = (value: number) => (value > 6 / 29 ? value ** 3 : (value - 4 / 29) * 3 * (6 / 29) ** 2);
  for (let at = 0; at < values.length; at += channels) {
    const fy = ((100 * (values[at] ?? 0)) / max + 16) / 116;
    const [fx, fz] = [fy + signed(values[at + 1] ?? 0) / 500, fy - signed(values[at + 2] ?? 0) / 200];
    const xyz = [fx, fy, fz].map((value, axis) => cubed(value) * (d50[axis] ?? 1));
    xyzToRgb.forEach((row, channel) => {
      const light = row.reduce((sum, factor, axis) => sum + factor * (xyz[axis] ?? 0), 0);
      values[at + channel] = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
    });
    for (let extra = at + 3; extra < at + channels; extra += 1) values[extra] = (values[extra] ?? 0) / max;
  }
}

/** Converts pixels of YCbCr of 8 bits to RGB of 0 to 1, in place, by the tags about it. */
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
