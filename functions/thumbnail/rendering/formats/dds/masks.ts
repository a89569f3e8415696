/** The bits of each channel in a pixel that is not compressed. */
export interface Masks {
  bits: number;
  /** Red, green, blue, and transparency, which may be nothing. */
  channels: readonly [number, number, number, number];
  /** Bytes of the table that the numbers of a palette refer to, before the pixels. */
  paletteBytes: number;
}

const [alpha, palette, rgb, luminance] = [0x1, 0x20, 0x40, 0x2_0000];
const grey = [0xff, 0xff, 0xff, 0] as const;
const bgra = [0xff_0000, 0xff00, 0xff, 0xff00_0000] as const;
const rgba = [0xff, 0xff00, 0xff_0000, 0xff00_0000] as const;
const paletteColours = 256;
const alphaChannel = 3;

/** By the names of `dds.ts`. https://learn.microsoft.com/en-us/windows/win32/api/dxgiformat/ne-dxgiformat-dxgi_format */
const named: Partial<Record<string, Masks>> = {
  ...alike(32, rgba, 27, 28, 29),
  ...alike(8, grey, 61),
  ...alike(32, bgra, 87, 90, 91),
  ...alike(32, [bgra[0], bgra[1], bgra[2], 0], 88, 92, 93),
};

function alike(bits: number, channels: Masks['channels'], ...numbers: number[]): Record<string, Masks> {
  return Object.fromEntries(numbers.map((number) => [`DXGI ${number}`, { bits, channels, paletteBytes: 0 }]));
}

/** Returns the masks that a DDS has; undefined when its pixels are compressed, or of a kind that is not known. */
export function masksOf(image: Buffer, name: string | undefined): Masks | undefined {
  if (name !== undefined) return named[name];
  const [flags, bits] = [image.readUInt32LE(80), image.readUInt32LE(88)];
  // Programs write other numbers of bits here.
  if (flags & palette) return { bits: 8, channels: rgba, paletteBytes: 4 * paletteColours };
  if (![8, 16, 24, 32].includes(bits) || !(flags & (rgb | luminance))) return undefined;
  const [red = 0, green = 0, blue = 0, transparency = 0] = [92, 96, 100, 104].map((at) => image.readUInt32LE(at));
  const all = 2 ** bits - 1;
  // Some programs write masks of other bits than there are.
  const brightness = red > 0 && red <= all ? red : all;
  const colours = flags & luminance ? ([brightness, brightness, brightness] as const) : ([red, green, blue] as const);
  return { bits, channels: [...colours, flags & alpha ? transparency : 0], paletteBytes: 0 };
}

/** Returns the pixels as RGBA. */
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

/** Returns where a mask begins, and the largest value in it, which is 0 where there is none. */
function scaleOf(mask: number): { shift: number; max: number } {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
  return { shift, max: mask >>> shift };
}
