import type { Format, Inspection, Rewriting } from '../format.ts';
import { firstPageOf } from './first-page.ts';
import { layoutOf } from './layout.ts';
import { bytesOfParts } from './read-samples.ts';
import { recompress } from './recompress.ts';
import { rewritingOf } from './rewrite.ts';
import { readTags } from './tags.ts';
import { unpackZstandard } from './unpack-zstandard.ts';

/** https://libtiff.gitlab.io/libtiff/specification/compression.html */
const [zstandard, deflate] = [50_000, 8];

/** Adds the TIFFs that are compressed by Zstandard to those that are read: no decoder here was built with it. */
export function withZstandard<Described extends Format>(described: Described): Described {
  return { ...described, inspect: (image: Buffer) => inspectZstandard(image) ?? described.inspect(image) };
}

/** @throws {RangeError} when the tags are truncated */
function inspectZstandard(image: Buffer): Inspection | undefined {
  const page = firstPageOf(image);
  const layout = layoutOf(readTags(image, page));
  if (layout?.compression !== zstandard) return undefined;
  return {
    image,
    partCount: 0,
    metadataBytes: 0,
    strictness: 'warning',
    rewriting: {
      // The strips or tiles, and a copy of them.
      bytes: 2 * bytesOfParts(layout) + (plainRewritingOf(image)?.bytes ?? 0),
      image() {
        const deflated = recompress(image, page, layout, unpackZstandard);
        return plainRewritingOf(deflated)?.image() ?? deflated;
      },
    },
  };
}

/** Returns how to rewrite the kinds that decoders misread, once they are compressed by Deflate. */
function plainRewritingOf(tiff: Buffer): Rewriting | undefined {
  const page = firstPageOf(tiff);
  const data = readTags(tiff, page);
  const layout = layoutOf(data);
  return layout && rewritingOf(tiff, { ...layout, compression: deflate }, data, page.isLittleEndian);
}
