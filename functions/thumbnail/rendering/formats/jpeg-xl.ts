import { boxesIn } from './iso-media/boxes.ts';
import { codestreamSize } from './jpeg-xl/codestream-size.ts';
import { magickFormat } from './magick-format.ts';

const codestreamSignature = '\xff\x0a';

/** The container and the bare codestream. ISO/IEC 18181 */
export const jpegXl = magickFormat({
  matches: (beginning) => beginning.startsWith(codestreamSignature) || beginning.startsWith('\0\0\0\x0cJXL \r\n\x87\n'),
  loader: {
    coder: 'JXL',
    allowed: { modules: ['JXL'], coders: ['JXL'] },
    readHeader(image) {
      const isBare = image.toString('latin1', 0, 2) === codestreamSignature;
      return codestreamSize(isBare ? image : codestreamIn(image));
    },
  },
});

function codestreamIn(image: Buffer): Buffer {
  let first: Buffer | undefined;
  // The walk goes to the end, so that a box that is cut off is found.
  for (const { type, content, end, isCutOff } of boxesIn(image, 0, image.length)) {
    if (isCutOff) throw new RangeError(`The box ${type} is cut off.`);
    if (type === 'jxlc') first ??= image.subarray(content, end);
    // A part begins with its number.
    if (type === 'jxlp') first ??= image.subarray(content + 4, end);
  }
  if (!first) throw new RangeError('There is no codestream.');
  return first;
}
