/** The positions of a frame's parts in a GIF. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
export interface GifFrame {
  /** The flags of the last graphic control extension before the frame, if there is one. */
  controlAt: number | undefined;
  descriptorAt: number;
  /** The position of the code size, which the data follow. */
  dataAt: number;
  /** The position of the empty block that ends the data, or the end of the file. */
  end: number;
}

const headerBytes = 13;
const [extension, separator, graphicControl] = [0x21, 0x2c, 0xf9];

/**
 * Yields the frames of a GIF.
 *
 * @throws {RangeError} when the data is truncated
 */
export function* gifFrames(gif: Buffer): Iterable<GifFrame> {
  let controlAt: number | undefined;
  for (let at = headerBytes + colourTableBytes(gif.readUInt8(10)); ; ) {
    const kind = gif.readUInt8(at);
    if (kind === separator) {
      const dataAt = at + 10 + colourTableBytes(gif.readUInt8(at + 9));
      const end = endOfBlocks(gif, dataAt + 1);
      yield { controlAt, descriptorAt: at, dataAt, end };
      controlAt = undefined;
      at = end + 1;
    } else if (kind === extension) {
      if (gif.readUInt8(at + 1) === graphicControl) controlAt = at + 3;
      at = endOfBlocks(gif, at + 2) + 1;
    } else return;
  }
}

/** Returns the bytes of the colour table that the flags of a screen or frame declare. */
export function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Returns the position of the empty block that ends a sequence of blocks, or the end of the file. */
export function endOfBlocks(gif: Buffer, start: number): number {
  let at = start;
  while (at < gif.length && gif[at] !== 0) at += 1 + (gif[at] ?? 0);
  return Math.min(at, gif.length);
}
