import { iccTag } from './icc-tag.ts';
import type { Curve } from './transfer-curves.ts';

const [fixedPoint, fixed8Point] = [0x1_0000, 0x100];

/** How many parameters each kind of parametric curve has. */
const parameterCounts = [1, 3, 4, 5, 7];

/**
 * Returns the curve of an ICC profile of grey; undefined when the profile has other colours, or no curve that is known.
 * https://www.color.org/specification/ICC.1-2022-05.pdf, 10.6 and 10.18
 */
export function greyCurveOf(icc: Buffer): Curve | undefined {
  if (icc.toString('latin1', 16, 20) !== 'GRAY') return undefined;
  try {
    const at = iccTag(icc, 'kTRC');
    const toLight = at === undefined ? undefined : curveAt(icc, at);
    return toLight && { isHdr: false, toLight };
  } catch (error) {
    // The profile is cut off.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** @throws {RangeError} when the data is truncated */
function curveAt(icc: Buffer, start: number): Curve['toLight'] | undefined {
  const type = icc.toString('latin1', start, start + 4);
  if (type === 'curv') return tableCurve(icc, start);
  return type === 'para' ? parametricCurve(icc, start) : undefined;
}

function tableCurve(icc: Buffer, start: number): Curve['toLight'] {
  const count = icc.readUInt32BE(start + 8);
  if (count === 0) return (value) => value;
  const entryAt = (index: number) => icc.readUInt16BE(start + 12 + 2 * index);
  if (count === 1) {
    const exponent = entryAt(0) / fixed8Point;
    return (value) => value ** exponent;
  }
  const last = entryAt(count - 1);
  return (value) => {
    const index = Math.min(count - 2, Math.floor(value * (count - 1)));
    const [low, high] = [entryAt(index), index + 1 === count - 1 ? last : entryAt(index + 1)];
    return (low + (high - low) * (value * (count - 1) - index)) / 0xffff;
  };
}

function parametricCurve(icc: Buffer, start: number): Curve['toLight'] | undefined {
  const kind = icc.readUInt16BE(start + 8);
  const count = parameterCounts[kind];
  if (count === undefined) return undefined;
  const numbers = Array.from({ length: count }, (_, index) => icc.readInt32BE(start + 12 + 4 * index) / fixedPoint);
  const [exponent = 1, scale = 1, offset = 0, third = 0, fourth = 0, added = 0, addedBelow = 0] = numbers;
  // Kinds 1 and 2 have their limit where the base of the power is 0.
  const limit = kind === 0 ? 0 : kind < 3 ? -offset / scale : fourth;
  const [slope, above, below] = kind === 2 ? [0, third, third] : [third, added, addedBelow];
  return (value) => (value >= limit ? (scale * value + offset) ** exponent + above : slope * value + below);
}
