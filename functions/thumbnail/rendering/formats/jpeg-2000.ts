import { Rejection } from '../../errors.ts';
import { boxAt } from './iso-media/boxes.ts';
import { declareAlpha } from './jpeg-2000/declare-alpha.ts';
import { declareYcc, isYcc } from './jpeg-2000/declare-ycc.ts';
import { inspectColours, isCmyk } from './jpeg-2000/inspect-colours.ts';
import { magickFormat } from './magick-format.ts';
import { untilTruncated } from './until-truncated.ts';

const codestreamSignature = '\xff\x4f\xff\x51';
const endOfCodestream = Buffer.from([0xff, 0xd9]);
const [componentCountAt, cmykComponents] = [40, 4];
/** Encoders may pad the codestream. */
const maxPaddingBytes = 16;

/** JP2 and the bare codestream. ITU-T T.800 */
export const jpeg2000 = magickFormat({
  matches: isJpeg2000,
  inspect(file) {
    let image = file;
    let isPremultiplied = false;
    untilTruncated(() => {
      const codestream = codestreamOf(file);
      const colours = inspectColours(file);
      const components = codestream.readUInt16BE(componentCountAt);
      if (isCmyk(file) && components !== cmykComponents) {
        const reason = `The jpeg-2000 image has ${components} components of CMYK, expected ${cmykComponents}.`;
        throw new Rejection('unsupported-format', reason);
      }
      ({ isPremultiplied } = colours);
      if (components === 2 && !colours.isDefined) image = declareAlpha(file, codestream);
      else if (codestream === file && isYcc(codestream)) image = declareYcc(codestream);
    });
    return { image, strictness: 'warning', isPremultiplied };
  },
  loader: {
    coder: 'JP2',
    allowed: { modules: ['JP2'], coders: ['JP2', 'J2K', 'J2C', 'JPC'] },
    readHeader(image) {
      const codestream = codestreamOf(image);
      // The decoder shows missing data as grey.
      if (!codestream.subarray(-maxPaddingBytes).includes(endOfCodestream)) throw new RangeError('It is cut off.');
      const { left, top, right, bottom } = edgesOf(codestream);
      return { width: right - left, height: bottom - top };
    },
    isCmyk,
    // Without a size, the coder takes the size of the picture for that of its grid, and cuts off a picture that has an offset.
    readSize(image) {
      const { right, bottom } = edgesOf(codestreamOf(image));
      return { width: right, height: bottom };
    },
  },
});

/** Whether a file is a JPEG 2000, by its first bytes as Latin-1 text. */
export function isJpeg2000(beginning: string): boolean {
  return beginning.startsWith('\0\0\0\x0cjP  \r\n\x87\n') || beginning.startsWith(codestreamSignature);
}

function codestreamOf(image: Buffer): Buffer {
  if (image.toString('latin1', 0, 4) === codestreamSignature) return image;
  const box = boxAt(image, ['jp2c']);
  if (!box) throw new RangeError('There is no codestream.');
  return image.subarray(box.content, box.end);
}

/** Returns the edges of the picture on its grid. */
function edgesOf(codestream: Buffer) {
  const edgeAt = (at: number) => codestream.readUInt32BE(at);
  return { right: edgeAt(8), bottom: edgeAt(12), left: edgeAt(16), top: edgeAt(20) };
}
