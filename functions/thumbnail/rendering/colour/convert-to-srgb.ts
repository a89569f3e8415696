import { type ColourSpace, type Primaries, srgb, srgbPrimaries } from './colour-space.ts';

type Matrix = readonly number[];

/** The knee: light above it is compressed, if a picture has light brighter than white. */
const kneeLight = 0.7;

/** The length of the table of sRGB values: even dark values next to each other, where the curve is steep, differ by at most one. */
const tableEntries = 16_384;
/** Set by the first conversion, because computing it would take 2 ms of each cold start. */
let srgbNumbers: Uint8Array | undefined;

/**
 * Converts a small picture to sRGB. Colours that sRGB lacks are clipped, as by browsers; light that is brighter than white is
 * compressed.
 *
 * @param samples red, green and blue of each pixel, and perhaps alpha, which stays
 * @param max the sample of white, or of opaque
 * @returns bytes, with the same number of channels
 */
export function convertToSrgb(
  samples: Uint8Array | Uint16Array,
  channels: number,
  max: number,
  { primaries, curve }: ColourSpace = srgb,
): Buffer {
  const lights = Float32Array.from({ length: max + 1 }, (_, sample) => curve.toLight(sample / max));
  const lightOf = (at: number) => lights[samples[at] ?? 0] ?? 0;
  const [rr = 0, rg = 0, rb = 0, gr = 0, gg = 0, gb = 0, br = 0, bg = 0, bb = 0] = matrixToSrgb(primaries);
  const converted = Buffer.allocUnsafe(samples.length);
  const peak = curve.isHdr ? peakLight(samples, channels, lightOf) : 1;
  for (let at = 0; at < samples.length; at += channels) {
    const [red, green, blue] = [lightOf(at), lightOf(at + 1), lightOf(at + 2)];
    const scale = peak > 1 ? toneScale(Math.max(red, green, blue), peak) : 1;
    converted[at] = numberOf((rr * red + rg * green + rb * blue) * scale);
    converted[at + 1] = numberOf((gr * red + gg * green + gb * blue) * scale);
    converted[at + 2] = numberOf((br * red + bg * green + bb * blue) * scale);
    if (channels === 4) converted[at + 3] = Math.round(((samples[at + 3] ?? 0) * 255) / max);
  }
  return converted;
}

function numberOf(light: number): number {
  srgbNumbers ??= computeSrgbNumbers();
  return srgbNumbers[Math.round(Math.min(1, Math.max(0, light)) * tableEntries)] ?? 0;
}

function computeSrgbNumbers(): Uint8Array {
  return Uint8Array.from({ length: tableEntries + 1 }, (_, entry) => {
    const light = entry / tableEntries;
    return Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
  });
}

function peakLight(samples: Uint8Array | Uint16Array, channels: number, lightOf: (at: number) => number): number {
  let peak = 0;
  for (let at = 0; at < samples.length; at += channels) {
    peak = Math.max(peak, lightOf(at), lightOf(at + 1), lightOf(at + 2));
  }
  return peak;
}

/** Returns the factor for a pixel: 1 up to the knee, and less above it, so that the peak becomes white. All channels share it, so the hue stays. */
function toneScale(light: number, peak: number): number {
  if (light <= kneeLight) return 1;
  const position = (light - kneeLight) / (peak - kneeLight);
  const slope = (peak - kneeLight) / (1 - kneeLight);
  return (kneeLight + ((1 - kneeLight) * position * slope) / (1 + position * (slope - 1))) / light;
}

function matrixToSrgb(primaries: Primaries): Matrix {
  return multiply(invert(matrixToXyz(srgbPrimaries)), multiply(adaptWhite(primaries[3]), matrixToXyz(primaries)));
}

/** http://www.brucelindbloom.com/index.html?Eqn_RGB_XYZ_Matrix.html */
function matrixToXyz([red, green, blue, white]: Primaries): Matrix {
  const columns = [red, green, blue].map(xyzOf);
  const unscaled = [0, 1, 2].flatMap((row) => columns.map((column) => column[row] ?? 0));
  const scales = apply(invert(unscaled), xyzOf(white));
  return unscaled.map((value, at) => value * (scales[at % 3] ?? 0));
}

/** The Bradford method. http://www.brucelindbloom.com/index.html?Eqn_ChromAdapt.html */
function adaptWhite(white: Primaries[3]): Matrix {
  const bradford = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];
  const from = apply(bradford, xyzOf(white));
  const to = apply(bradford, xyzOf(srgbPrimaries[3]));
  const ratios = to.map((value, at) => value / (from[at] ?? 1));
  return multiply(
    invert(bradford),
    bradford.map((value, at) => value * (ratios[Math.floor(at / 3)] ?? 0)),
  );
}

function xyzOf([x, y]: Primaries[number]): readonly number[] {
  return [x / y, 1, (1 - x - y) / y];
}

function apply(matrix: Matrix, vector: readonly number[]): number[] {
  return [0, 3, 6].map((row) => vector.reduce((sum, value, column) => sum + (matrix[row + column] ?? 0) * value, 0));
}

function multiply(one: Matrix, other: Matrix): Matrix {
  const columns = [0, 1, 2].map((column) =>
    apply(
      one,
      [0, 3, 6].map((row) => other[row + column] ?? 0),
    ),
  );
  return [0, 1, 2].flatMap((row) => columns.map((column) => column[row] ?? 0));
}

function invert(matrix: Matrix): Matrix {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = matrix;
  const cofactors = [
    [e * i - f * h, c * h - b * i, b * f - c * e],
    [f * g - d * i, a * i - c * g, c * d - a * f],
    [d * h - e * g, b * g - a * h, a * e - b * d],
  ].flat();
  const determinant = a * (e * i - f * h) + b * (f * g - d * i) + c * (d * h - e * g);
  return cofactors.map((value) => value / determinant);
}
