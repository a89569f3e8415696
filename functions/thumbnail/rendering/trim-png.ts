/** What a picture is made of, and its colours; `eXIf` says how it is to be turned. https://www.w3.org/TR/png-3/#5ChunkOrdering */
const shown = new Set(
  ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'cHRM', 'cICP', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'bKGD', 'pHYs', 'eXIf'].map(
    numberOf,
  ),
);
const end = numberOf('IEND');
const exif = numberOf('eXIf');
/** As much as a JPEG can have. */
const mostExifBytes = 65_533;

/** Length, type and checksum. */
const frameBytes = 12;

/**
 * A PNG with those chunks only that show. Of texts, 40 kB can be 40 MB once they are decompressed, each of which libpng, libvips and
 * sharp have a copy of.
 *
 * @throws RangeError when it breaks off
 */
export function trimPng(png: Buffer): Buffer {
  let kept = 8;
  for (let at = 8; at < png.length; ) {
    const type = png.readUInt32BE(at + 4);
    const bytes = png.readUInt32BE(at);
    const next = at + frameBytes + bytes;
    if (shown.has(type) && (type !== exif || bytes <= mostExifBytes)) {
      if (kept < at) png.copyWithin(kept, at, next);
      kept += Math.min(next, png.length) - at;
    }
    if (type === end) break;
    at = next;
  }
  return png.subarray(0, kept);
}

function numberOf(type: string): number {
  return Buffer.from(type, 'latin1').readUInt32BE();
}
