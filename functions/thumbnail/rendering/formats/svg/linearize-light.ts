import { srgbCurve } from '../../colour/transfer-curves.ts';

const inSrgb = /color-interpolation-filters\s*[:=]\s*["']?\s*sRGB/i;
const light =
  /(?<=lighting-color\s*[:=]\s*["']?\s*)(?:#([\da-f]{6}|[\da-f]{3})\b|rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\))/gi;

/** Converts the colours of light to linear RGB, in which filters compute unless they say otherwise: librsvg takes them as they are. */
export function linearizeLight(svg: string): string {
  if (inSrgb.test(svg)) return svg;
  return svg.replaceAll(light, (_, hex: string | undefined, ...digits: string[]) => {
    const samples = hex === undefined ? digits.slice(0, 3).map(Number) : samplesOf(hex);
    return `rgb(${samples.map((sample) => Math.round(255 * srgbCurve.toLight(sample / 255))).join(',')})`;
  });
}

function samplesOf(hex: string): number[] {
  const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
  return pairs.map((pair) => Number.parseInt(pair, 16));
}
