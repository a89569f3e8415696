import { boxesIn } from './iso-media/boxes.ts';
import { codestreamSize } from './jpeg-xl/codestream-size.ts';
import { magickFormat } from './magick-format.ts';
import { untilTruncated } from './until-truncated.ts';

const codestreamSignature = '\xff\x0a';
/** The size and the orientation are in the first bytes of the codestream. */
const maxHeaderBytes = 100;

/** The container and the bare codestream. ISO/IEC 18181 */
export const jpegXl = magickFormat({
  matches: (beginning) => beginning.startsWith(codestreamSignature) || beginning.startsWith('\0\0\0\x0cJXL \r\n\x87\n'),
  inspect(image) {
    untilTruncated(() => {
      if (!isBare(image)) closeLastBox(image);
    });
    return { image, strictness: 'warning' };
  },
  loader: {
    coder: 'JXL',
    allowed: { modules: ['JXL'], coders: ['JXL'] },
    readHeader(image) {
      return codestreamSize(isBare(image) ? image : codestreamIn(image));
    },
  },
});

/** Whether a file is a codestream without a container. */
function isBare(image: Buffer): boolean {
  return image.toString('latin1', 0, 2) === codestreamSignature;
}

/** Returns the codestream, or its beginning if it is in several parts. */
function codestreamIn(image: Buffer): Buffer {
  const parts: Buffer[] = [];
  // The walk goes to the end, so that a box that is cut off is found.
  for (const { type, content, end, isCutOff } of boxesIn(image, 0, image.length)) {
    if (isCutOff) throw new RangeError(`The box ${type} is cut off.`);
    if (type === 'jxlc') parts.push(image.subarray(content, end));
    // A part begins with its number.
    if (type === 'jxlp') parts.push(image.subarray(content + 4, end));
  }
  if (parts.length === 0) throw new RangeError('There is no codestream.');
  return Buffer.concat(parts.map((part) => part.subarray(0, maxHeaderBytes)));
}

/** Writes the size of a box that has none because it ends with the file: the decoder does not find that end. */
function closeLastBox(image: Buffer): void {
  const last = boxesIn(image, 0, image.length).at(-1);
  if (last && image.readUInt32BE(last.start) === 0) image.writeUInt32BE(last.end - last.start, last.start);
}
