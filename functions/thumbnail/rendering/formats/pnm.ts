import type { MagickHeader } from './format.ts';
import { magickFormat } from './magick-format.ts';

const space = '(?:\\s|#[^\\n]*\\n)+';
const plain = new RegExp(`^P[1-6]${space}(\\d{1,9})${space}(\\d{1,9})\\s`);
/** Matches a comment that continues beyond the beginning of the file. */
const openComment = /^P[1-6]\s+(?:#[^\n]*\n\s*)*#[^\n]*$/;
/** Comments may be long. */
const maxHeaderBytes = 100_000;
/** Patterns of binary headers whose max sample value the decoder misreads: the text before that value, the value, and the rest. */
const byteHeaders = [
  new RegExp(`^(P[56]${space}\\d{1,9}${space}\\d{1,9}${space})(\\d{3})(\\s)`),
  /^(P7\n(?:[^\n]*\n){0,20}?MAXVAL +)(\d{3}|1)(\n(?:[^\n]*\n){0,20}?ENDHDR\n)/,
];
/** Matches the header of a PAM of four samples that does not say what they are. */
const untypedHeader = /^P7\n(?=(?:[^\n]*\n){0,20}?DEPTH +4\n)(?:(?!TUPLTYPE|ENDHDR)[^\n]*\n){0,20}ENDHDR\n/;

/** PBM, PGM, PPM and PAM. https://netpbm.sourceforge.net/doc/ */
export const pnm = magickFormat({
  matches: (beginning) => plain.test(beginning) || openComment.test(beginning) || beginning.startsWith('P7\n'),
  inspect: (image) => ({ image: withScaledSamples(withTupleType(image)), strictness: 'warning' }),
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

/** Returns a PAM that calls its four samples RGB and alpha, unless it says what they are: the decoder would take them for CMYK. */
function withTupleType(image: Buffer): Buffer {
  const [matched] = untypedHeader.exec(image.toString('latin1', 0, maxHeaderBytes)) ?? [];
  if (!matched) return image;
  const header = Buffer.from(matched.replace(/ENDHDR\n$/, 'TUPLTYPE RGB_ALPHA\nENDHDR\n'), 'latin1');
  return Buffer.concat([header, image.subarray(matched.length)]);
}

/** Returns the image with samples of up to 255: the decoder does not scale max values from 128 to 254, nor alpha of up to 1. */
function withScaledSamples(image: Buffer): Buffer {
  const beginning = image.toString('latin1', 0, maxHeaderBytes);
  const [header = '', before = '', digits = '', rest = ''] =
    byteHeaders.map((it) => it.exec(beginning)).find(Boolean) ?? [];
  const max = Number(digits);
  if (max !== 1 && (max < 128 || max >= 255)) return image;
  const samples = image.subarray(header.length).map((sample) => Math.min(255, Math.round((sample * 255) / max)));
  return Buffer.concat([Buffer.from(`${before}255${rest}`, 'latin1'), samples]);
}

function pamSize(beginning: string): MagickHeader {
  const numberOf = (name: string) => Number(new RegExp(`^${name}\\s+(\\d{1,9})$`, 'm').exec(beginning)?.[1]);
  const size = { width: numberOf('WIDTH'), height: numberOf('HEIGHT') };
  if (!(size.width > 0 && size.height > 0)) throw new RangeError('The header has no WIDTH and HEIGHT.');
  return size;
}
