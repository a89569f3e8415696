import { Rejection } from '../../../errors.ts';
import type { Rewriting } from '../format.ts';
import { rewritingOfBytes } from '../rewriting-of-bytes.ts';
import { untilTruncated } from '../until-truncated.ts';
import { readTga, tgaHeader } from './read-tga.ts';

/**
 * Returns how to rewrite a TGA.
 *
 * @throws {Rejection} when the header is cut off, or has no size
 */
export function rewritingOfTga(image: Buffer): Rewriting {
  const header = untilTruncated(() => tgaHeader(image));
  if (!header) throw new Rejection('corrupt-image', 'The header of the tga image is cut off.');
  if (header.width === 0 || header.height === 0) throw new Rejection('corrupt-image', 'The tga image has no size.');
  return rewritingOfBytes(header, () => readTga(image, header));
}
