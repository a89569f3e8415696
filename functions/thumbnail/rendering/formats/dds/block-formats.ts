import { decodeBc7 } from './bc7.ts';

/** A compression of blocks of 4 x 4 pixels. */
export interface BlockFormat {
  /** Bytes of a block. */
  bytes: number;
  /** Writes the pixels of a block as RGBA. */
  decode(block: Buffer, pixels: Buffer): void;
}

const pixelCount = 16;

/** https://learn.microsoft.com/en-us/windows/win32/direct3d10/d3d10-graphics-programming-guide-resources-block-compression */
const bc1: BlockFormat = { bytes: 8, decode: (block, pixels) => decodeColours(block, pixels, true) };
const bc2: BlockFormat = {
  bytes: 16,
  decode(block, pixels) {
    decodeColours(block.subarray(8), pixels, false);
    for (let pixel = 0; pixel < pixelCount; pixel += 1) {
      pixels[pixel * 4 + 3] = (((block[pixel >> 1] ?? 0) >> (4 * (pixel & 1))) & 15) * 17;
    }
  },
};
const bc3: BlockFormat = {
  bytes: 16,
  decode(block, pixels) {
    decodeColours(block.subarray(8), pixels, false);
    decodeChannels(block, pixels, [3], false);
  },
};
const bc4 = (isSigned: boolean): BlockFormat => ({
  bytes: 8,
  decode: (block, pixels) => decodeChannels(block, pixels.fill(0xff), [0, 1, 2], isSigned),
});
const bc5 = (isSigned: boolean): BlockFormat => ({
  bytes: 16,
  decode(block, pixels) {
    for (let pixel = 0; pixel < pixelCount; pixel += 1) pixels.writeUInt32BE(isSigned ? 0x80ff : 0xff, pixel * 4);
    decodeChannels(block, pixels, [0], isSigned);
    decodeChannels(block.subarray(8), pixels, [1], isSigned);
  },
});
const bc7: BlockFormat = { bytes: 16, decode: decodeBc7 };

/** The formats by the names in `rewriting-of-dds.ts`. https://learn.microsoft.com/en-us/windows/win32/api/dxgiformat/ne-dxgiformat-dxgi_format */
export const blockFormats: Partial<Record<string, BlockFormat>> = {
  ...aliases(bc1, 'DXT1', 'DXGI 70', 'DXGI 71', 'DXGI 72'),
  ...aliases(bc2, 'DXT2', 'DXT3', 'DXGI 73', 'DXGI 74', 'DXGI 75'),
  ...aliases(bc3, 'DXT4', 'DXT5', 'DXGI 76', 'DXGI 77', 'DXGI 78'),
  ...aliases(bc4(false), 'ATI1', 'BC4U', 'DXGI 79', 'DXGI 80'),
  ...aliases(bc4(true), 'BC4S', 'DXGI 81'),
  ...aliases(bc5(false), 'ATI2', 'BC5U', 'DXGI 82', 'DXGI 83'),
  ...aliases(bc5(true), 'BC5S', 'DXGI 84'),
  ...aliases(bc7, 'DXGI 97', 'DXGI 98', 'DXGI 99'),
};

function aliases(format: BlockFormat, ...names: string[]): Record<string, BlockFormat> {
  return Object.fromEntries(names.map((name) => [name, format]));
}

/** Decodes colours between two endpoints of 16 bits. In BC1, endpoints in ascending order make the last colour transparent. */
function decodeColours(block: Buffer, pixels: Buffer, isBc1: boolean): void {
  const [first, second, indices] = [block.readUInt16LE(0), block.readUInt16LE(2), block.readUInt32LE(4)];
  const isTransparent = isBc1 && first <= second;
  const [start, end] = [colourOf(first), colourOf(second)];
  const between = (share: number) =>
    start.map((value, channel) => Math.trunc(value + ((end[channel] ?? 0) - value) * share));
  const colours = isTransparent
    ? [start, end, between(1 / 2), [0, 0, 0]]
    : [start, end, between(1 / 3), between(2 / 3)];
  for (let pixel = 0; pixel < pixelCount; pixel += 1) {
    const index = (indices >>> (2 * pixel)) & 3;
    pixels.set(colours[index] ?? [], pixel * 4);
    pixels[pixel * 4 + 3] = isTransparent && index === 3 ? 0 : 0xff;
  }
}

function colourOf(bits: number): number[] {
  return [((bits >> 11) & 31) * (255 / 31), ((bits >> 5) & 63) * (255 / 63), (bits & 31) * (255 / 31)].map(Math.round);
}

/** Decodes values between two endpoints of 8 bits, and writes each into the given channels of its pixel. */
function decodeChannels(block: Buffer, pixels: Buffer, channels: readonly number[], isSigned: boolean): void {
  const [first, second] = isSigned
    ? [block.readInt8(0) + 128, block.readInt8(1) + 128]
    : [block.readUInt8(0), block.readUInt8(1)];
  const steps = first > second ? 7 : 5;
  for (let pixel = 0; pixel < pixelCount; pixel += 1) {
    const bit = 16 + 3 * pixel;
    const index = ((((block[(bit >> 3) + 1] ?? 0) << 8) | (block[bit >> 3] ?? 0)) >> (bit & 7)) & 7;
    for (const channel of channels) pixels[pixel * 4 + channel] = interpolated(index);
  }

  function interpolated(index: number): number {
    if (index === 0) return first;
    if (index === 1) return second;
    if (index > steps) return index === 6 ? 0 : 0xff;
    return Math.trunc((first * (steps + 1 - index) + second * (index - 1)) / steps);
  }
}
