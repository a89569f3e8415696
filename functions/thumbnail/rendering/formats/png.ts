import { type Format, storedPixelBytes } from './format.ts';
import { untilTruncated } from './until-truncated.ts';

/** The chunks of a picture and its colours; `eXIf` holds its orientation. https://www.w3.org/TR/png-3/#5ChunkOrdering */
const shownChunks = new Set(
  ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'cHRM', 'cICP', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'bKGD', 'pHYs', 'eXIf'].map(
    numberOf,
  ),
);
const end = numberOf('IEND');
const exif = numberOf('eXIf');
/** As much as a JPEG can have. */
const maxExifBytes = 65_533;

/** A chunk's length, type and checksum. */
const frameBytes = 12;

export const png = {
  matches: (beginning) => beginning.startsWith('\x89PNG\r\n\x1a\n'),
  loader: 'VipsForeignLoadPng',
  isIsolated: false,
  partLimit: undefined,
  memory: {
    kind: 'estimated',
    wholeImageBytes: (header) => (header.isProgressive ? header.width * header.height * storedPixelBytes(header) : 0),
    pixelBytes: storedPixelBytes,
    shrinksOnLoad: false,
  },
  inspect(original) {
    let image = original;
    untilTruncated(() => {
      image = withoutHiddenChunks(original);
    });
    return { image, partCount: 0, metadataBytes: 0, strictness: 'warning' };
  },
} satisfies Format;

/**
 * Removes from a PNG all chunks that do not show, in place. Texts of 40 kB can be 40 MB once they are decompressed, and libpng,
 * libvips and sharp each keep a copy.
 *
 * @throws {RangeError} when the data is truncated
 */
function withoutHiddenChunks(image: Buffer): Buffer {
  let kept = 8;
  for (let at = 8; at < image.length; ) {
    const type = image.readUInt32BE(at + 4);
    const bytes = image.readUInt32BE(at);
    const next = at + frameBytes + bytes;
    if (shownChunks.has(type) && (type !== exif || bytes <= maxExifBytes)) {
      if (kept < at) image.copyWithin(kept, at, next);
      kept += Math.min(next, image.length) - at;
    }
    if (type === end) break;
    at = next;
  }
  return image.subarray(0, kept);
}

function numberOf(type: string): number {
  return Buffer.from(type, 'latin1').readUInt32BE();
}
