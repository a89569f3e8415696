/** The max number of bits of a colour index, as the first codes have one bit more. */
export const maxCodeSize = 11;

const maxCodes = 4096;
/** A code is read as a part of four bytes, of which the last ones may lie beyond the data. */
const spareBytes = 4;

/** A summary of the LZW data of a frame. */
export interface LzwData {
  /** The number of pixels, up to the number that the frame needs. */
  pixels: number;
  /** Whether each colour index is used. */
  isUsed: Uint8Array;
  /** Whether the data ends with the code of the last pixel, without an end code. */
  endsWithPixel: boolean;
}

/** Reads the LZW codes of a frame without decoding its pixels. */
export function readLzw(gif: Buffer, start: number, end: number, codeSize: number, neededPixels: number): LzwData {
  const { bytes, bitCount } = joinedBlocks(gif, start, end);
  const clear = 1 << codeSize;
  const stop = clear + 1;
  // The codes of one bit leave no room for a longer one.
  const maxWidth = codeSize === 1 ? 2 : 12;
  // The number of pixels that each code stands for. No code reaches the second half, which takes what comes when the first is full.
  const lengths = new Uint16Array(2 * maxCodes).fill(1, 0, clear);
  // Every code is marked: a branch that skips those that are no colours would take a fifth of the time.
  const isCodeUsed = new Uint8Array(maxCodes);
  const isUsed = isCodeUsed.subarray(0, clear);
  let width = codeSize + 1;
  // The first code adds none, so its entry is that of the stop code, which no pixels have.
  let next = stop;
  let previousLength = 0;
  let pixels = 0;
  for (let at = 0; ; ) {
    const mask = (1 << width) - 1;
    const bound = width < maxWidth ? 1 << width : lengths.length;
    let code = -1;
    // The codes of one width: asking for the next width, or for a full table, at each code would take twice the time.
    while (next < bound && pixels < neededPixels && at + width <= bitCount) {
      code = (bytes.getUint32(at >> 3, true) >>> (at & 7)) & mask;
      at += width;
      if ((code | 1) === stop || code > next) break;
      isCodeUsed[code] = 1;
      lengths[next] = previousLength + 1;
      next += 1;
      previousLength = lengths[code] ?? 0;
      pixels += previousLength;
    }
    if (code === clear) {
      width = codeSize + 1;
      next = stop;
      previousLength = 0;
    } else if (next === bound) {
      if (width < maxWidth) width += 1;
      else next = maxCodes;
    } else {
      const isWhole = pixels >= neededPixels;
      return { pixels: Math.min(pixels, neededPixels), isUsed, endsWithPixel: isWhole && at + width > bitCount };
    }
  }
}

/** Returns the data of the blocks, without their lengths. */
function joinedBlocks(gif: Buffer, start: number, end: number): { bytes: DataView; bitCount: number } {
  const joined = Buffer.alloc(Math.max(0, end - start) + spareBytes);
  let length = 0;
  for (let block = start; block < end; block += 1 + (gif[block] ?? 0)) {
    length += gif.copy(joined, length, block + 1, Math.min(block + 1 + (gif[block] ?? 0), end));
  }
  return { bytes: new DataView(joined.buffer, joined.byteOffset, joined.length), bitCount: length * 8 };
}
