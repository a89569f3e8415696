import type { MagickHeader } from './format.ts';
import { boxAt } from './iso-media/boxes.ts';
import { magickFormat } from './magick-format.ts';

const codestreamSignature = '\xff\x4f\xff\x51';
const endOfCodestream = Buffer.from([0xff, 0xd9]);
/** Encoders may pad. */
const maxPaddingBytes = 16;

/** JP2 and the bare codestream. ITU-T T.800 */
export const jpeg2000 = magickFormat({
  matches: isJpeg2000,
  loader: {
    coder: 'JP2',
    allowed: { modules: ['JP2'], coders: ['JP2', 'J2K', 'J2C', 'JPC'] },
    readHeader(image) {
      const isBare = image.toString('latin1', 0, 4) === codestreamSignature;
      const box = isBare ? { content: 0, end: image.length } : boxAt(image, ['jp2c']);
      if (!box) throw new RangeError('There is no codestream.');
      const codestream = image.subarray(box.content, box.end);
      // The decoder shows grey where data are missing.
      if (!codestream.subarray(-maxPaddingBytes).includes(endOfCodestream)) throw new RangeError('It is cut off.');
      return sizeOf(codestream);
    },
  },
});

/** Whether a file is a JPEG 2000, by its first bytes as Latin-1 text. */
export function isJpeg2000(beginning: string): boolean {
  return beginning.startsWith('\0\0\0\x0cjP  \r\n\x87\n') || beginning.startsWith(codestreamSignature);
}

function sizeOf(codestream: Buffer): MagickHeader {
  const [right, bottom, left, top] = [8, 12, 16, 20].map((at) => codestream.readUInt32BE(at));
  return { width: (right ?? 0) - (left ?? 0), height: (bottom ?? 0) - (top ?? 0) };
}
