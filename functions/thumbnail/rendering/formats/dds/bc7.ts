import { anchorsOf, subsetsOf } from './bc7-partitions.ts';

/** The layout of a block in one of the eight modes. https://registry.khronos.org/OpenGL/extensions/ARB/ARB_texture_compression_bptc.txt */
interface Mode {
  subsets: 1 | 2 | 3;
  partitionBits: number;
  rotationBits: number;
  selectionBits: number;
  colourBits: number;
  alphaBits: number;
  /** The P-bits: one more low bit for all channels, either of each endpoint, or of both endpoints of a subset. */
  pBits: 'none' | 'endpoints' | 'subsets';
  indexBits: number;
  secondIndexBits: number;
}

const modeTable: ReadonlyArray<
  [Mode['subsets'], number, number, number, number, number, Mode['pBits'], number, number]
> = [
  [3, 4, 0, 0, 4, 0, 'endpoints', 3, 0],
  [2, 6, 0, 0, 6, 0, 'subsets', 3, 0],
  [3, 6, 0, 0, 5, 0, 'none', 2, 0],
  [2, 6, 0, 0, 7, 0, 'endpoints', 2, 0],
  [1, 0, 2, 1, 5, 6, 'none', 2, 3],
  [1, 0, 2, 0, 7, 8, 'none', 2, 2],
  [1, 0, 0, 0, 7, 7, 'endpoints', 4, 0],
  [2, 6, 0, 0, 5, 5, 'endpoints', 2, 0],
];
const modes = modeTable.map(
  ([subsets, partitionBits, rotationBits, selectionBits, colourBits, alphaBits, pBits, indexBits, secondIndexBits]) =>
    ({
      subsets,
      partitionBits,
      rotationBits,
      selectionBits,
      colourBits,
      alphaBits,
      pBits,
      indexBits,
      secondIndexBits,
    }) satisfies Mode,
);

/** The weights of the second endpoint in 64ths, by the bits of an index. */
const weights: Partial<Record<number, readonly number[]>> = {
  2: [0, 21, 43, 64],
  3: [0, 9, 18, 27, 37, 46, 55, 64],
  4: [0, 4, 9, 13, 17, 21, 26, 30, 34, 38, 43, 47, 51, 55, 60, 64],
};
const pixelCount = 16;
const alpha = 3;

/** Writes the pixels of a BC7 block as RGBA. The pixels of a reserved mode are transparent black. */
export function decodeBc7(block: Buffer, pixels: Buffer): void {
  const number = 31 - Math.clz32((block[0] ?? 0) & -(block[0] ?? 0));
  const mode = modes[number];
  pixels.fill(0);
  if (!mode) return;
  const read = bitReader(block, number + 1);
  const partition = read(mode.partitionBits);
  const rotation = read(mode.rotationBits);
  const isSwapped = read(mode.selectionBits) === 1;
  const endpoints = readEndpoints(mode, read);
  const first = readWeights(mode, partition, mode.indexBits, read);
  const second = mode.secondIndexBits > 0 ? readWeights(mode, partition, mode.secondIndexBits, read) : first;
  const [ofColours, ofAlpha] = isSwapped ? [second, first] : [first, second];
  const subsets = subsetsOf(mode.subsets, partition);
  for (let pixel = 0; pixel < pixelCount; pixel += 1) {
    const subset = subsets[pixel] ?? 0;
    const [start = [], end = []] = [endpoints[2 * subset], endpoints[2 * subset + 1]];
    for (let channel = 0; channel <= alpha; channel += 1) {
      const weight = (channel === alpha ? ofAlpha : ofColours)[pixel] ?? 0;
      pixels[4 * pixel + channel] = ((64 - weight) * (start[channel] ?? 0) + weight * (end[channel] ?? 0) + 32) >> 6;
    }
    // A rotation means that alpha was stored in place of this colour.
    if (rotation > 0) swap(pixels, 4 * pixel + rotation - 1, 4 * pixel + alpha);
  }
}

type ReadBits = (count: number) => number;

/** Reads numbers, lowest bit first. */
function bitReader(block: Buffer, start: number): ReadBits {
  let at = start;
  return (count) => {
    const byte = at >> 3;
    // Two bytes are enough, because no number has more than 8 bits.
    const value = (((block[byte + 1] ?? 0) << 8) | (block[byte] ?? 0)) >> (at & 7);
    at += count;
    return value & ((1 << count) - 1);
  };
}

/** Returns the two endpoint colours of each subset. */
function readEndpoints({ subsets, colourBits, alphaBits, pBits }: Mode, read: ReadBits): number[][] {
  const count = 2 * subsets;
  const bitsOf = [colourBits, colourBits, colourBits, alphaBits];
  const byChannel = bitsOf.map((bits) => Array.from({ length: count }, () => read(bits)));
  const extras = Array.from({ length: pBits === 'none' ? 0 : pBits === 'endpoints' ? count : subsets }, () => read(1));
  return Array.from({ length: count }, (_, endpoint) =>
    bitsOf.map((bits, channel) => {
      if (bits === 0) return 0xff;
      const value = byChannel[channel]?.[endpoint] ?? 0;
      const extra = extras[pBits === 'subsets' ? endpoint >> 1 : endpoint];
      return extra === undefined ? expanded(value, bits) : expanded((value << 1) | extra, bits + 1);
    }),
  );
}

/** Expands a number to 8 bits. The low bits repeat the highest bits. */
function expanded(value: number, bits: number): number {
  const high = value << (8 - bits);
  return high | (high >> bits);
}

/** Reads the index of each pixel, and returns its weight. The index of an anchor lacks the highest bit, which is 0. */
function readWeights({ subsets }: Mode, partition: number, bits: number, read: ReadBits): number[] {
  const anchors = anchorsOf(subsets, partition);
  return Array.from(
    { length: pixelCount },
    (_, pixel) => weights[bits]?.[read(anchors.includes(pixel) ? bits - 1 : bits)] ?? 0,
  );
}

function swap(pixels: Buffer, one: number, other: number): void {
  const value = pixels[one] ?? 0;
  pixels[one] = pixels[other] ?? 0;
  pixels[other] = value;
}
