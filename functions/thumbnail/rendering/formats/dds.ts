import { magickFormat, soleCoder } from './magick-format.ts';

const headerBytes = 128;
/** Bytes of a block of 4 x 4 pixels, by the names of the compressions. */
const blockBytes: Partial<Record<string, number>> = { DXT1: 8, DXT2: 16, DXT3: 16, DXT4: 16, DXT5: 16 };

/** Textures. https://learn.microsoft.com/en-us/windows/win32/direct3ddds/dds-header */
export const dds = magickFormat({
  matches: (beginning) => beginning.startsWith('DDS |\0\0\0'),
  loader: soleCoder('DDS', (image) => {
    const [height, width] = [image.readUInt32LE(12), image.readUInt32LE(16)];
    const compression = image.toString('latin1', 84, 88);
    const ofBlock = blockBytes[compression];
    const bits = compression === '\0\0\0\0' ? image.readUInt32LE(88) : 0;
    const pixelBytes = ofBlock
      ? Math.ceil(width / 4) * Math.ceil(height / 4) * ofBlock
      : Math.floor((width * height * bits) / 8);
    if (image.length < headerBytes + pixelBytes) throw new RangeError('It is cut off.');
    return { width, height };
  }),
});
