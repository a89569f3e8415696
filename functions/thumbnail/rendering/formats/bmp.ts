import { normalizeHeader, reverseRows } from './bmp/normalize-header.ts';
import { rewritingOfMasks } from './bmp/rewrite-masks.ts';
import type { Rewriting } from './format.ts';
import { magickFormat } from './magick-format.ts';
import { untilTruncated } from './until-truncated.ts';

/** The sizes of the headers of all versions. The signature alone begins many a text. */
const headerSizes = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

export const bmp = magickFormat({
  matches: (beginning) => beginning.startsWith('BM') && headerSizes.has(beginning.charCodeAt(14)),
  inspect(image) {
    let isFlipped = false;
    let rewriting: Rewriting | undefined;
    untilTruncated(() => {
      normalizeHeader(image);
      isFlipped = reverseRows(image);
      rewriting = rewritingOfMasks(image);
    });
    const turn = isFlipped ? { degrees: 0, isFlipped, isFlopped: false } : undefined;
    return { image, partCount: 0, metadataBytes: 0, strictness: 'warning', turn, rewriting };
  },
  loader: {
    coder: 'BMP',
    allowed: { modules: ['BMP'], coders: ['BMP', 'BMP2', 'BMP3'] },
    readHeader(image) {
      if (image.readUInt32LE(14) === 12) return { width: image.readUInt16LE(18), height: image.readUInt16LE(20) };
      // The height is negative where rows go from top to bottom.
      return { width: Math.abs(image.readInt32LE(18)), height: Math.abs(image.readInt32LE(22)) };
    },
  },
});
