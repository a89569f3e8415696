import { srgbCurve } from '../../colour/transfer-curves.ts';
import { isUsed } from './is-used.ts';
import { styleBlocks } from './style-blocks.ts';
import { undrawn } from './undrawn.ts';

const inSrgb = /color-interpolation-filters\s*[:=]\s*["']?\s*sRGB/i;
const light =
  /(lighting-color\s*[:=]\s*(?:["']\s*)?)(?:#([\da-f]{6}|[\da-f]{3})\b|rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\))/gi;
/** The colours of light that are converted, and white, which is the same in linear RGB. */
const knownLight = /^(?:#[\da-f]{3}|#[\da-f]{6}|white|rgb\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\))$/i;

/**
 * Converts the colours of light to linear RGB, in which filters compute unless they say otherwise: librsvg takes them as they are.
 *
 * @throws {Rejection} when a colour is written in another way than those that are converted
 */
export function linearizeLight(svg: string): string {
  if (!/lighting-color/i.test(svg) || inSrgb.test(svg)) return svg;
  for (const block of styleBlocks(svg)) {
    const isUnknown = block.declarations.some(([name, value]) => name === 'lighting-color' && !knownLight.test(value));
    if (isUnknown && isUsed(block, svg)) throw undrawn('a colour of light in linear RGB that is neither #… nor rgb(…)');
  }
  return svg.replaceAll(light, (_, name: string, hex: string | undefined, ...digits: string[]) => {
    const samples = hex === undefined ? digits.slice(0, 3).map(Number) : samplesOf(hex);
    return `${name}rgb(${samples.map((sample) => Math.round(255 * srgbCurve.toLight(sample / 255))).join(',')})`;
  });
}

function samplesOf(hex: string): number[] {
  const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
  return pairs.map((pair) => Number.parseInt(pair, 16));
}
