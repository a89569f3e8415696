import { iccTag } from './icc-tag.ts';

/**
 * Returns the colour that a tag of an ICC profile has, in XYZ; undefined when there is no such tag.
 * https://www.color.org/specification/ICC.1-2022-05.pdf, 10.31
 *
 * @throws {RangeError} when the profile is truncated
 */
export function iccXyz(icc: Buffer, tag: string): [x: number, y: number, z: number] | undefined {
  const at = iccTag(icc, tag);
  if (at === undefined) return undefined;
  const fixed = (offset: number) => icc.readInt32BE(at + offset) / 0x1_0000;
  return [fixed(8), fixed(12), fixed(16)];
}
