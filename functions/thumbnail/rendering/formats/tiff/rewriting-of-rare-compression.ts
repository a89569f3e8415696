import type { Rewriting } from '../format.ts';
import { firstPageOf } from './first-page.ts';
import { layoutOf } from './layout.ts';
import { bytesOfParts } from './read-samples.ts';
import { recompress } from './recompress.ts';
import { rewritingOf } from './rewrite.ts';
import { readTags } from './tags.ts';
import { unpackZstandard } from './unpack-zstandard.ts';
import { unpackXz } from './xz/unpack-xz.ts';

/** https://libtiff.gitlab.io/libtiff/specification/compression.html */
const [lzma, zstandard, deflate] = [34_925, 50_000, 8];

const unpackers: Partial<Record<number, (data: Buffer, maxBytes: number) => Buffer>> = {
  [lzma]: unpackXz,
  [zstandard]: unpackZstandard,
};

/**
 * Returns how to rewrite a TIFF that is compressed by LZMA or Zstandard, which neither libvips nor ImageMagick was built with;
 * undefined for any other TIFF.
 *
 * @throws {RangeError} when the tags are truncated
 * @throws {Rejection} when the strips or tiles have no size
 */
export function rewritingOfRareCompression(image: Buffer): Rewriting | undefined {
  const page = firstPageOf(image);
  const layout = layoutOf(readTags(image, page));
  const unpack = layout && unpackers[layout.compression];
  if (!unpack) return undefined;
  return {
    // The strips or tiles, and a copy of them.
    bytes: 2 * bytesOfParts(layout) + (plainRewritingOf(image)?.bytes ?? 0),
    image() {
      const deflated = recompress(image, page, layout, unpack);
      return plainRewritingOf(deflated)?.image() ?? deflated;
    },
  };
}

/** Returns how to rewrite a TIFF that decoders would misread even if its compression were Deflate. */
function plainRewritingOf(tiff: Buffer): Rewriting | undefined {
  const page = firstPageOf(tiff);
  const data = readTags(tiff, page);
  const layout = layoutOf(data);
  return layout && rewritingOf(tiff, { ...layout, compression: deflate }, data, page.isLittleEndian);
}
