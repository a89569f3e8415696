import { inflateSync } from 'node:zlib';

/** The decompressors of this project, by the compression tag. libtiff handles other compressions. */
export const decompressors: Partial<Record<number, (data: Buffer, maxBytes: number) => Buffer>> = {
  1: (data) => data,
  5: unpackLzw,
  8: inflate,
  32773: unpackBits,
  32946: inflate,
};

function inflate(data: Buffer, maxBytes: number): Buffer {
  return inflateSync(data, { maxOutputLength: maxBytes + 1024 });
}

function unpackBits(data: Buffer, maxBytes: number): Buffer {
  const unpacked = Buffer.alloc(maxBytes);
  let [at, reached] = [0, 0];
  while (at < data.length && reached < maxBytes) {
    const head = data.readInt8(at);
    if (head >= 0) reached += data.copy(unpacked, reached, at + 1, at + 2 + head);
    else if (head !== -128) {
      unpacked.fill(data[at + 1] ?? 0, reached, Math.min(maxBytes, reached + 1 - head));
      reached += 1 - head;
    }
    at += head >= 0 ? 2 + head : head === -128 ? 1 : 2;
  }
  return unpacked.subarray(0, Math.min(reached, maxBytes));
}

/** Unpacks LZW as in a TIFF: the high bits come first, and the code width grows one code early. */
function unpackLzw(data: Buffer, maxBytes: number): Buffer {
  const [clear, stop, maxCodes] = [256, 257, 4096];
  const unpacked = Buffer.alloc(maxBytes);
  const starts = new Uint32Array(maxCodes);
  const lengths = new Uint32Array(maxCodes);
  let [bits, bitCount, width, next, previous, reached] = [0, 0, 9, 258, -1, 0];
  for (let at = 0; at < data.length && reached < maxBytes; at += 1) {
    bits = ((bits << 8) | (data[at] ?? 0)) & 0xff_ffff;
    bitCount += 8;
    if (bitCount < width) continue;
    bitCount -= width;
    const code = (bits >> bitCount) & ((1 << width) - 1);
    if (code === stop) break;
    if (code === clear) {
      [width, next, previous] = [9, 258, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0)) throw new RangeError('The data is not LZW.');
    const start = reached;
    const entryStart = code < 256 ? -1 : code < next ? (starts[code] ?? 0) : start - (lengthOf(previous) ?? 0);
    const length = code < next ? lengthOf(code) : lengthOf(previous) + 1;
    for (let index = 0; index < length && reached < maxBytes; index += 1) {
      unpacked[reached] = entryStart < 0 ? code : (unpacked[entryStart + index] ?? 0);
      reached += 1;
    }
    if (previous >= 0 && next < maxCodes) {
      // The entry is the previous string and one more byte.
      starts[next] = start - lengthOf(previous);
      lengths[next] = lengthOf(previous) + 1;
      next += 1;
      if (next + 1 === 1 << width && width < 12) width += 1;
    }
    previous = code;
  }
  return unpacked.subarray(0, reached);

  function lengthOf(code: number): number {
    return code < 256 ? 1 : (lengths[code] ?? 0);
  }
}
