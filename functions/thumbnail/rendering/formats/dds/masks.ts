/** The bit masks of the channels in an uncompressed pixel. */
export interface Masks {
  /** Bits of a pixel. */
  bits: number;
  /** The masks of red, green, blue and alpha. A mask of 0 stands for a missing channel. */
  channels: readonly [number, number, number, number];
  /** Bytes of the palette before the pixels; 0 when there is none. */
  paletteBytes: number;
}

const [alpha, palette, rgb, luminance] = [0x1, 0x20, 0x40, 0x2_0000];
const grey = [0xff, 0xff, 0xff, 0] as const;
const bgra = [0xff_0000, 0xff00, 0xff, 0xff00_0000] as const;
const rgba = [0xff, 0xff00, 0xff_0000, 0xff00_0000] as const;
const paletteColours = 256;
/** The mask of red or of blue in 10 bits. */
const tenBits = new Set([0x3ff, 0x3ff0_0000]);
const alphaChannel = 3;

/** The masks by the names in `rewriting-of-dds.ts`. https://learn.microsoft.com/en-us/windows/win32/api/dxgiformat/ne-dxgiformat-dxgi_format */
const named: Partial<Record<string, Masks>> = {
  ...aliases(32, rgba, 27, 28, 29),
  ...aliases(8, grey, 61),
  ...aliases(32, bgra, 87, 90, 91),
  ...aliases(32, [bgra[0], bgra[1], bgra[2], 0], 88, 92, 93),
};

function aliases(bits: number, channels: Masks['channels'], ...numbers: number[]): Record<string, Masks> {
  return Object.fromEntries(numbers.map((number) => [`DXGI ${number}`, { bits, channels, paletteBytes: 0 }]));
}

/** Returns the masks of a DDS; undefined when its pixels are compressed, or their format is unknown. */
export function masksOf(image: Buffer, name: string | undefined): Masks | undefined {
  if (name !== undefined) return named[name];
  const [flags, bits] = [image.readUInt32LE(80), image.readUInt32LE(88)];
  // Some programs declare another bit depth, but an index always has 8 bits.
  if (flags & palette) return { bits: 8, channels: rgba, paletteBytes: 4 * paletteColours };
  if (![8, 16, 24, 32].includes(bits) || !(flags & (rgb | luminance))) return undefined;
  const [red = 0, green = 0, blue = 0, alphaMask = 0] = [92, 96, 100, 104].map((at) => image.readUInt32LE(at));
  const allBits = 2 ** bits - 1;
  // Some programs write a mask that exceeds the bit depth.
  const brightness = red > 0 && red <= allBits ? red : allBits;
  // Most programs, Direct3D's among them, swap the masks of red and blue of 10 bits.
  const isSwapped = tenBits.has(red) && tenBits.has(blue);
  const colours =
    flags & luminance
      ? ([brightness, brightness, brightness] as const)
      : isSwapped
        ? ([blue, green, red] as const)
        : ([red, green, blue] as const);
  const otherBits = (allBits ^ (colours[0] | colours[1] | colours[2])) >>> 0;
  const opacity = alphaMask <= allBits ? alphaMask : otherBits;
  return { bits, channels: [...colours, flags & alpha ? opacity : 0], paletteBytes: 0 };
}

/** Decodes uncompressed pixels. Returns them as RGBA. */
export function decodeMasked(data: Buffer, pixelCount: number, { bits, channels, paletteBytes }: Masks): Buffer {
  const pixels = Buffer.alloc(pixelCount * 4);
  const pixelBytes = bits / 8;
  const scales = channels.map(scaleOf);
  for (let pixel = 0; pixel < pixelCount; pixel += 1) {
    const at = paletteBytes + pixel * pixelBytes;
    const value = paletteBytes > 0 ? data.readUInt32LE(4 * (data[at] ?? 0)) : data.readUIntLE(at, pixelBytes);
    for (const [channel, { shift, max }] of scales.entries()) {
      if (max > 0) pixels[pixel * 4 + channel] = Math.round((((value >>> shift) & max) * 255) / max);
      else if (channel === alphaChannel) pixels[pixel * 4 + channel] = 0xff;
    }
  }
  return pixels;
}

/** Returns the position of the lowest bit of a mask, and its max value, which is 0 for an empty mask. */
function scaleOf(mask: number): { shift: number; max: number } {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  return { shift, max: mask >>> shift };
}
