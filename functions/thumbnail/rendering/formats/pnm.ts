import type { MagickHeader } from './format.ts';
import { magickFormat } from './magick-format.ts';

const space = '(?:\\s|#[^\\n]*\\n)+';
const plain = new RegExp(`^P[1-6]${space}(\\d{1,9})${space}(\\d{1,9})\\s`);
/** A comment that goes on where the beginning ends. */
const openComment = /^P[1-6]\s+(?:#[^\n]*\n\s*)*#[^\n]*$/;
/** Comments may be long. */
const maxHeaderBytes = 100_000;
/** The headers of samples that are bytes: what comes before the number of white, and that. */
const byteHeaders = [
  new RegExp(`^(P[56]${space}\\d{1,9}${space}\\d{1,9}${space})(\\d{3})\\s`),
  /^(P7\n(?:[^\n]*\n){0,20}?MAXVAL +)(\d{3})\n(?:[^\n]*\n){0,20}?ENDHDR\n/,
];

/** PBM, PGM, PPM and PAM. https://netpbm.sourceforge.net/doc/ */
export const pnm = magickFormat({
  matches: (beginning) => plain.test(beginning) || openComment.test(beginning) || beginning.startsWith('P7\n'),
  inspect(image) {
    widenBytes(image);
    return { image, partCount: 0, metadataBytes: 0, strictness: 'warning' };
  },
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

/** Scales bytes whose white is less than 255, in place: the decoder takes them as they are when they need all eight bits. */
function widenBytes(image: Buffer): void {
  const beginning = image.toString('latin1', 0, maxHeaderBytes);
  const [header = '', before = '', digits = ''] = byteHeaders.map((it) => it.exec(beginning)).find(Boolean) ?? [];
  const white = Number(digits);
  if (white < 128 || white >= 255) return;
  image.write('255', before.length, 'latin1');
  for (let at = header.length; at < image.length; at += 1) {
    image[at] = Math.min(255, Math.round(((image[at] ?? 0) * 255) / white));
  }
}

function pamSize(beginning: string): MagickHeader {
  const numberOf = (name: string) => Number(new RegExp(`^${name}\\s+(\\d{1,9})$`, 'm').exec(beginning)?.[1]);
  const size = { width: numberOf('WIDTH'), height: numberOf('HEIGHT') };
  if (!(size.width > 0 && size.height > 0)) throw new RangeError('The header has no WIDTH and HEIGHT.');
  return size;
}
