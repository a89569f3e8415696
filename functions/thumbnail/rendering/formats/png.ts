import { crc32 } from 'node:zlib';
import { Rejection } from '../../errors.ts';
import { type Format, storedPixelBytes } from './format.ts';
import { isAnimated } from './png/animation-of.ts';
import { type Chunk, chunkNumber, chunkOf, chunksOf, signatureBytes } from './png/chunks.ts';
import { type ColourChunks, isValidColour, pngColourSpace } from './png/colour-space.ts';
import { pngCredit } from './png/credit.ts';
import { isUsableProfile } from './png/is-usable-profile.ts';
import { maxContentOf } from './png/max-content.ts';
import { repairData } from './png/repair-data.ts';
import { webpOfApng } from './png/webp-of-apng.ts';
import { untilTruncated } from './until-truncated.ts';

/** The chunks of a picture and its colours; `eXIf` holds its orientation. https://www.w3.org/TR/png-3/#5ChunkOrdering */
const shownChunks = new Set(
  ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'cHRM', 'cICP', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'bKGD', 'pHYs', 'eXIf'].map(
    chunkNumber,
  ),
);
const [data, lastChunk, exif, apple] = ['IDAT', 'IEND', 'eXIf', 'CgBI'].map(chunkNumber);
const colourTypes = new Map(
  (['cICP', 'iCCP', 'sRGB', 'gAMA', 'cHRM'] as const).map((type) => [chunkNumber(type), type]),
);
const exifPrefix = 'Exif\0\0';
/** The bit of a type that critical chunks, without which nothing can be shown, do not have. */
const ancillary = 0x2000_0000;

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
  readCredit: pngCredit,
  inspect(original) {
    let image = original;
    let colours: ColourChunks = {};
    // A copy is needed, because the frames are removed in place below.
    const animated = isAnimated(original) ? Buffer.from(original) : undefined;
    untilTruncated(() => {
      colours = colourChunks(original);
      image = withoutHiddenChunks(original, colours.cICP !== undefined);
    });
    const colour = pngColourSpace(colours);
    const composeAnimation = animated && ((max: number) => webpOfApng(animated, max, colour, !colours.cICP));
    return { image, strictness: 'warning', colour, composeAnimation };
  },
  repair: repairData,
} satisfies Format;

/**
 * Returns the chunks that define the colour space. They all precede the picture.
 *
 * @throws {RangeError} when the data is truncated
 * @throws {Rejection} when the image is in Apple's variant for apps, which nothing else reads
 */
function colourChunks(image: Buffer): ColourChunks {
  const chunks: Partial<Record<keyof ColourChunks, Buffer>> = {};
  for (const { type, content, next } of usedChunks(image)) {
    if (type === data) break;
    if (type === apple) throw new Rejection('unsupported-format', "The png image is in Apple's own variant (CgBI).");
    const name = colourTypes.get(type);
    if (!name) continue;
    // A copy is needed, because the chunks are overwritten later.
    const value = Buffer.from(image.subarray(content, Math.min(next - 4, content + 32)));
    if (isValidColour(name, value)) chunks[name] = value;
  }
  return chunks;
}

/**
 * Removes all chunks that do not show, in place. Text of 40 kB can decompress to 40 MB, and libpng, libvips and sharp each keep a copy.
 * EXIF moves before the picture and loses the prefix that it has in a JPEG, because libvips expects it so.
 *
 * @param overridesProfile whether other chunks take precedence over the profile, which is then removed
 * @throws {RangeError} when the data is truncated
 */
function withoutHiddenChunks(image: Buffer, overridesProfile: boolean): Buffer {
  const maxContent = maxContentOf(image);
  let kept = signatureBytes;
  let dataAt: number | undefined;
  let lateExif: Buffer | undefined;
  for (const chunk of usedChunks(image)) {
    const { type, at, content, next } = chunk;
    if (type === data) dataAt ??= kept;
    const isShown = shownChunks.has(type) && !(overridesProfile && colourTypes.get(type) === 'iCCP');
    const end = Math.min(next - 4, content + maxContent(chunk));
    const isPrefixed = type === exif && image.toString('latin1', content, content + exifPrefix.length) === exifPrefix;
    if (type === exif && (dataAt !== undefined || isPrefixed)) {
      lateExif = chunkOf('eXIf', image.subarray(isPrefixed ? content + exifPrefix.length : content, end));
    } else if (isShown && end < next - 4) {
      kept += chunkOf(image.toString('latin1', at + 4, content), image.subarray(content, end)).copy(image, kept);
    } else if (isShown) {
      if (kept < at) image.copyWithin(kept, at, next);
      // A chunk that is truncated must not continue with the bytes that it was moved away from.
      if (kept < at && next > image.length) image.writeUInt32BE(image.length - content, kept);
      kept += Math.min(next, image.length) - at;
    }
    if (type === lastChunk) break;
  }
  const shown = image.subarray(0, kept);
  return lateExif ? Buffer.concat([shown.subarray(0, dataAt), lateExif, shown.subarray(dataAt)]) : shown;
}

/**
 * Yields the chunks that browsers use. They ignore a chunk whose checksum is wrong, unless it is critical, a broken profile, and a
 * colour chunk that repeats an earlier type.
 *
 * @throws {RangeError} when the data is truncated
 */
function* usedChunks(image: Buffer): Iterable<Chunk> {
  const colours = new Set<number>();
  for (const chunk of chunksOf(image)) {
    const { type, content, next } = chunk;
    const isChecked = (type & ancillary) !== 0 && shownChunks.has(type);
    if (isChecked && !hasRightChecksum(image, chunk)) continue;
    const name = colourTypes.get(type);
    if (name === 'iCCP' && !isUsableProfile(image.subarray(content, next - 4))) continue;
    if (!colours.has(type)) yield chunk;
    if (name) colours.add(type);
  }
}

function hasRightChecksum(image: Buffer, { at, next }: Chunk): boolean {
  return next <= image.length && image.readUInt32BE(next - 4) === crc32(image.subarray(at + 4, next - 4));
}
