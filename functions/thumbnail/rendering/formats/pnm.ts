import type { MagickHeader } from './format.ts';
import { magickFormat } from './magick-format.ts';

const space = '(?:\\s|#[^\\n]*\\n)+';
const plain = new RegExp(`^P[1-6]${space}(\\d{1,9})${space}(\\d{1,9})\\s`);
/** A comment that goes on where the beginning ends. */
const openComment = /^P[1-6]\s+(?:#[^\n]*\n\s*)*#[^\n]*$/;
/** Comments may be long. */
const maxHeaderBytes = 100_000;

/** PBM, PGM, PPM and PAM. https://netpbm.sourceforge.net/doc/ */
export const pnm = magickFormat({
  matches: (beginning) => plain.test(beginning) || openComment.test(beginning) || beginning.startsWith('P7\n'),
  loader: {
    coder: 'PNM',
    allowed: { modules: ['PNM'], coders: ['PNM', 'PBM', 'PGM', 'PPM', 'PAM'] },
    readHeader(image) {
      const beginning = image.toString('latin1', 0, maxHeaderBytes);
      const [, width, height] = plain.exec(beginning) ?? [];
      return width && height ? { width: Number(width), height: Number(height) } : pamSize(beginning);
    },
  },
});

function pamSize(beginning: string): MagickHeader {
  const numberOf = (name: string) => Number(new RegExp(`^${name}\\s+(\\d{1,9})$`, 'm').exec(beginning)?.[1]);
  const size = { width: numberOf('WIDTH'), height: numberOf('HEIGHT') };
  if (!(size.width > 0 && size.height > 0)) throw new RangeError('The header has no WIDTH and HEIGHT.');
  return size;
}
