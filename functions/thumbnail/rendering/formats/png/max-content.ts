import { type Chunk, chunkNumber } from './chunks.ts';

const [palette, transparency, exif] = ['PLTE', 'tRNS', 'eXIf'].map(chunkNumber);
const colourBytes = 3;
const maxColours = 256;
/** A JPEG cannot have more EXIF. */
const maxExifBytes = 65_533;

/**
 * Returns a function that tells the max bytes that the content of a chunk may have. libpng ignores a longer transparency or palette,
 * but browsers read its beginning. Call it with each chunk in turn.
 *
 * @throws {RangeError} when the data is truncated in the header
 */
export function maxContentOf(png: Buffer): (chunk: Chunk) => number {
  const colourType = png.readUInt8(25);
  let colours = 0;
  return ({ type, content, next }) => {
    const bytes = next - 4 - content;
    if (type === exif) return maxExifBytes;
    if (type === palette) {
      colours = Math.min(maxColours, Math.floor(bytes / colourBytes));
      return colours * colourBytes;
    }
    if (type === transparency) return { 0: 2, 2: 6, 3: colours }[colourType] ?? bytes;
    return bytes;
  };
}
