/**
 * Reads the codes of a frame's data without drawing it.
 *
 * @returns how many pixels they stand for, up to the number that is needed, and the colour numbers that are among them
 */
export function readLzw(gif: Buffer, start: number, end: number, codeSize: number, neededPixels: number) {
  const [clear, stop, maxCodes] = [1 << codeSize, (1 << codeSize) + 1, 4096];
  // The number of pixels that each code stands for.
  const lengths = new Uint32Array(maxCodes).fill(1, 0, clear);
  const literals = new Set<number>();
  let [bits, bitCount, width, next] = [0, 0, codeSize + 1, clear + 2];
  let previousLength = 0;
  let pixels = 0;
  for (let block = start; block < end; block += 1 + (gif[block] ?? 0)) {
    const blockEnd = Math.min(block + 1 + (gif[block] ?? 0), end);
    for (let at = block + 1; at < blockEnd; at += 1) {
      bits |= (gif[at] ?? 0) << bitCount;
      bitCount += 8;
      while (bitCount >= width) {
        const code = bits & ((1 << width) - 1);
        bits >>>= width;
        bitCount -= width;
        if (code === stop) return { pixels, literals };
        if (code === clear) {
          [width, next, previousLength] = [codeSize + 1, clear + 2, 0];
          continue;
        }
        if (code > next || (code === next && previousLength === 0)) return { pixels, literals };
        if (code < clear) literals.add(code);
        if (previousLength > 0 && next < maxCodes) {
          lengths[next] = previousLength + 1;
          next += 1;
          if (next === 1 << width && width < 12) width += 1;
        }
        previousLength = lengths[code] ?? 0;
        pixels += previousLength;
        if (pixels >= neededPixels) return { pixels: neededPixels, literals };
      }
    }
  }
  return { pixels, literals };
}
