import { magickFormat, soleCoder } from './magick-format.ts';

/**
 * Textures, whose first picture is shown. This project reads more pixel formats than ImageMagick, so it decodes them: see
 * `dds/rewriting-of-dds.ts`. ImageMagick reads the decoded pixels. https://learn.microsoft.com/en-us/windows/win32/direct3ddds/dx-graphics-dds-pguide
 */
export const dds = magickFormat({
  matches: (beginning) => beginning.startsWith('DDS |\0\0\0'),
  loader: soleCoder('TIFF', (image) => ({ width: image.readUInt32LE(16), height: image.readUInt32LE(12) })),
});
