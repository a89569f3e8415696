import { Rejection } from '../../errors.ts';
import { type Format, storedPixelBytes } from './format.ts';
import { type ColourChunks, pngColourSpace } from './png/colour-space.ts';
import { untilTruncated } from './until-truncated.ts';

/** The chunks of a picture and its colours; `eXIf` holds its orientation. https://www.w3.org/TR/png-3/#5ChunkOrdering */
const shownChunks = new Set(
  ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'cHRM', 'cICP', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'bKGD', 'pHYs', 'eXIf'].map(
    numberOf,
  ),
);
const [data, end, exif, apple] = ['IDAT', 'IEND', 'eXIf', 'CgBI'].map(numberOf);
const colourTypes = new Map((['cICP', 'iCCP', 'sRGB', 'gAMA', 'cHRM'] as const).map((type) => [numberOf(type), type]));
/** The most that a JPEG can have. */
const maxExifBytes = 65_533;

/** A chunk's length, type and checksum. */
const frameBytes = 12;
const signatureBytes = 8;

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
    let colours: ColourChunks = {};
    untilTruncated(() => {
      colours = colourChunks(original);
      image = withoutHiddenChunks(original, colours.cICP !== undefined);
    });
    return { image, partCount: 0, metadataBytes: 0, strictness: 'warning', colour: pngColourSpace(colours) };
  },
} satisfies Format;

/**
 * Returns the chunks that tell how the colours are meant, which all come before the picture.
 *
 * @throws {RangeError} when the data is truncated
 * @throws {Rejection} when it is the variant that Apple packs into apps, which nothing else reads
 */
function colourChunks(image: Buffer): ColourChunks {
  const chunks: Partial<Record<keyof ColourChunks, Buffer>> = {};
  for (const { type, content, next } of chunksOf(image)) {
    if (type === data) break;
    if (type === apple) throw new Rejection('unsupported-format', "The PNG is in Apple's own variant (CgBI).");
    const name = colourTypes.get(type);
    // Their places are overwritten later.
    if (name) chunks[name] = Buffer.from(image.subarray(content, Math.min(next - 4, content + 32)));
  }
  return chunks;
}

/**
 * Removes from a PNG all chunks that do not show, in place, and a profile that other colours take precedence over. Texts of 40 kB
 * can be 40 MB once they are decompressed, and libpng, libvips and sharp each keep a copy. EXIF comes before the picture, since
 * libvips does not look behind it.
 *
 * @throws {RangeError} when the data is truncated
 */
function withoutHiddenChunks(image: Buffer, overridesProfile: boolean): Buffer {
  let kept = signatureBytes;
  let dataAt: number | undefined;
  let lateExif: Buffer | undefined;
  for (const { type, at, content, next } of chunksOf(image)) {
    if (type === data) dataAt ??= kept;
    const isShown = shownChunks.has(type) && !(overridesProfile && colourTypes.get(type) === 'iCCP');
    if (type === exif && next - content > maxExifBytes + 4) continue;
    if (type === exif && dataAt !== undefined) {
      lateExif = Buffer.from(image.subarray(at, next));
    } else if (isShown) {
      if (kept < at) image.copyWithin(kept, at, next);
      kept += Math.min(next, image.length) - at;
    }
    if (type === end) break;
  }
  const shown = image.subarray(0, kept);
  return lateExif ? Buffer.concat([shown.subarray(0, dataAt), lateExif, shown.subarray(dataAt)]) : shown;
}

/** @throws {RangeError} when the data is truncated */
function* chunksOf(image: Buffer) {
  for (let at = signatureBytes; at < image.length; ) {
    const type = image.readUInt32BE(at + 4);
    const next = at + frameBytes + image.readUInt32BE(at);
    yield { type, at, content: at + 8, next };
    at = next;
  }
}

function numberOf(type: string): number {
  return Buffer.from(type, 'latin1').readUInt32BE();
}
