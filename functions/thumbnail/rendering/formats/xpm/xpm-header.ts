import type { Size } from '../../types.ts';

export interface XpmHeader extends Size {
  colours: number;
  /** Characters that stand for one pixel. */
  keyLength: number;
}

/** Width, height, colours, and characters of a colour, at the beginning of the first string. */
const values = /"\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})/;
const maxHeaderBytes = 1000;

/**
 * Reads the first string of an XPM.
 *
 * @throws {RangeError} when there is none
 */
export function xpmHeader(image: Buffer): XpmHeader {
  const [, ...numbers] = values.exec(image.toString('latin1', 0, maxHeaderBytes)) ?? [];
  const [width, height, colours, keyLength] = numbers.map(Number);
  if (!width || !height || !colours || !keyLength) throw new RangeError('There is no width and height.');
  return { width, height, colours, keyLength };
}
