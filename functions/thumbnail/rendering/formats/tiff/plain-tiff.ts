import { photometrics } from './layout.ts';

export interface PlainPicture {
  width: number;
  height: number;
  channels: number;
  bytesPerSample: 1 | 2;
  /** Unsigned samples, pixel by pixel, with the low byte first. */
  pixels: Buffer;
  hasAlpha: boolean;
  orientation: number;
  profile: Buffer | undefined;
}

const headBytes = 8;
const [short, long, undefinedType] = [3, 4, 7];

/** Writes a TIFF without compression, in one strip, of grey, RGB or CMYK. */
export function writePlainTiff(picture: PlainPicture): Buffer {
  const { width, height, channels, bytesPerSample, pixels, hasAlpha, orientation, profile } = picture;
  const colours = channels - (hasAlpha ? 1 : 0);
  const photometric = { 1: photometrics.blackIsZero, 3: photometrics.rgb, 4: photometrics.cmyk }[colours] ?? 0;
  const profileAt = headBytes + pixels.length;
  const bitsAt = profileAt + (profile?.length ?? 0);
  const bits = Buffer.alloc(channels * 2);
  for (let channel = 0; channel < channels; channel += 1) bits.writeUInt16LE(bytesPerSample * 8, channel * 2);
  const directoryAt = bitsAt + bits.length;
  const tags: Array<[number: number, type: number, count: number, value: number]> = [
    [256, long, 1, width],
    [257, long, 1, height],
    [258, short, channels, channels <= 2 ? bits.readUIntLE(0, bits.length) : bitsAt],
    [259, short, 1, 1],
    [262, short, 1, photometric],
    [273, long, 1, headBytes],
    [274, short, 1, orientation],
    [277, short, 1, channels],
    [278, long, 1, height],
    [279, long, 1, pixels.length],
    ...(hasAlpha ? [[338, short, 1, 2] as [number, number, number, number]] : []),
    ...(profile ? [[34_675, undefinedType, profile.length, profileAt] as [number, number, number, number]] : []),
  ];
  const head = Buffer.from('II*\0\0\0\0\0', 'latin1');
  head.writeUInt32LE(directoryAt, 4);
  const directory = Buffer.alloc(2 + tags.length * 12 + 4);
  directory.writeUInt16LE(tags.length);
  tags.forEach(([number, type, count, value], index) => {
    const at = 2 + index * 12;
    directory.writeUInt16LE(number, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
  });
  return Buffer.concat([head, pixels, profile ?? Buffer.alloc(0), bits, directory]);
}
