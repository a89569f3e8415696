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
  // The number of pixels that each code stands for.
  const lengths = new Uint16Array(maxCodes).fill(1, 0, clear);
  // Every code is marked: a branch that skips those that are no colours would take a fifth of the time.
  const isCodeUsed = new Uint8Array(maxCodes);
  const isUsed = isCodeUsed.subarray(0, clear);
  let width = codeSize + 1;
  let next = clear + 2;
  let previousLength = 0;
  let pixels = 0;
  for (let at = 0; at + width <= bitCount; ) {
    const code = (bytes.getUint32(at >> 3, true) >>> (at & 7)) & ((1 << width) - 1);
    at += width;
    if (code === clear) {
      width = codeSize + 1;
      next = clear + 2;
      previousLength = 0;
      continue;
    }
    if (code === stop || code > next || (code === next && previousLength === 0)) break;
    isCodeUsed[code] = 1;
    if (previousLength > 0 && next < maxCodes) {
      lengths[next] = previousLength + 1;
      next += 1;
      if (next === 1 << width && width < 12) width += 1;
    }
    previousLength = lengths[code] ?? 0;
    pixels += previousLength;
    if (pixels >= neededPixels) return { pixels: neededPixels, isUsed, endsWithPixel: at + width > bitCount };
  }
  return { pixels, isUsed, endsWithPixel: false };
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
