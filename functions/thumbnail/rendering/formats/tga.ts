import { Rejection } from '../../errors.ts';
import type { Rewriting } from './format.ts';
import { rewritingOfBytes } from './rewriting-of-bytes.ts';
import { rewrittenFormat } from './rewritten-format.ts';
import { readTga, tgaHeader } from './tga/read-tga.ts';
import { untilTruncated } from './until-truncated.ts';

/** Image types with and without a palette, in colour and grey, compressed and not; bits of a pixel. */
const [types, depths] = [new Set([1, 2, 3, 9, 10, 11]), new Set([8, 15, 16, 24, 32])];

/** ImageMagick shows grey with transparency, and 16 bits, in wrong colours, so TGAs are read here. */
export const tga = rewrittenFormat(
  // It has no signature, so its name has to say it, and its header has to be possible.
  (beginning, ending) =>
    ending === 'tga' &&
    beginning.charCodeAt(1) <= 1 &&
    types.has(beginning.charCodeAt(2)) &&
    depths.has(beginning.charCodeAt(16)),
  rewritingOf,
);

/** @throws {Rejection} when the header is cut off, or makes no sense */
function rewritingOf(image: Buffer): Rewriting {
  let header: ReturnType<typeof tgaHeader> | undefined;
  untilTruncated(() => {
    header = tgaHeader(image);
  });
  if (!header) throw new Rejection('corrupt-image', 'The header of the tga image is cut off.');
  const read = header;
  if (read.width === 0 || read.height === 0) throw new Rejection('corrupt-image', 'The tga image has no size.');
  return rewritingOfBytes(read, () => readTga(image, read));
}
