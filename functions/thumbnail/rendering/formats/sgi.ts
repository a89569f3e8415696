import { Rejection } from '../../errors.ts';
import { hasBytes } from './has-bytes.ts';
import { magickFormat, soleCoder } from './magick-format.ts';

/** https://paulbourke.net/dataformats/sgirgb/sgiversion.html */
export const sgi = magickFormat({
  // The signature of two bytes, whether it is compressed, the bytes of a sample, and the number of dimensions.
  matches: (beginning) => hasBytes(beginning, [0x01, 0xda, [0, 1], [1, 2], 0, [1, 2, 3]]),
  loader: soleCoder('SGI', (image) => {
    const [sampleBytes, dimensions] = [image.readUInt8(3), image.readUInt16BE(4)];
    const channels = dimensions === 3 ? image.readUInt16BE(10) : 1;
    // The decoder shows grey with alpha as red and green, and has no grey of 16 bits.
    if (channels === 2 || (channels === 1 && sampleBytes === 2)) {
      const reason = `The sgi image has ${channels} channels of ${8 * sampleBytes} bits.`;
      throw new Rejection('unsupported-format', reason);
    }
    return { width: image.readUInt16BE(6), height: dimensions === 1 ? 1 : image.readUInt16BE(8) };
  }),
});
