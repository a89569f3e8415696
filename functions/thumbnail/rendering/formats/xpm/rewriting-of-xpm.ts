import { Rejection } from '../../../errors.ts';
import type { Rewriting } from '../format.ts';
import { rewritingOfBytes } from '../rewriting-of-bytes.ts';
import { xpmHeader } from './xpm-header.ts';

/** ImageMagick was built for palettes of 8 bits. */
const maxMagickColours = 256;
const quoted = /"([^"]*)"/g;
/** The names that programs write most often. */
const named: Partial<Record<string, readonly number[]>> = {
  none: [0, 0, 0, 0],
  black: [0, 0, 0, 0xff],
  white: [0xff, 0xff, 0xff, 0xff],
};
/** A colour's meaning: on colour screens, on screens of many greys, of four greys, and of black and white. */
const meanings = ['c', 'g', 'g4', 'm'];

/**
 * Returns how to rewrite an XPM with more colours than ImageMagick reads; undefined for any other XPM.
 *
 * @throws {Rejection} when a colour has a name that is not known here, or colours are missing
 * @throws {RangeError} when there is no header
 */
export function rewritingOfXpm(image: Buffer): Rewriting | undefined {
  const header = xpmHeader(image);
  if (header.colours <= maxMagickColours) return undefined;
  const { width, height, colours, keyLength } = header;
  const palette = new Map<string, readonly number[]>();
  const strings = stringsOf(image);
  strings.next();
  for (let colour = 0; colour < colours; colour += 1) {
    const text = nextOf(strings);
    palette.set(text.slice(0, keyLength), samplesOf(text.slice(keyLength)));
  }
  const isOpaque = [...palette.values()].every(([, , , alpha]) => alpha === 0xff);
  const channels = isOpaque ? 3 : 4;
  const rewriting = rewritingOfBytes({ width, height, channels }, () => {
    const pixels = Buffer.alloc(width * height * channels);
    for (let row = 0; row < height; row += 1) {
      const keys = nextOf(strings);
      for (let column = 0; column < width; column += 1) {
        const samples = palette.get(keys.slice(column * keyLength, (column + 1) * keyLength));
        if (!samples)
          throw new Rejection('corrupt-image', `The xpm image lacks the colour of a pixel in row ${row + 1}.`);
        for (let channel = 0; channel < channels; channel += 1) {
          pixels[(row * width + column) * channels + channel] = samples[channel] ?? 0;
        }
      }
    }
    return pixels;
  });
  // The text is copied.
  return { ...rewriting, bytes: rewriting.bytes + image.length };
}

function* stringsOf(image: Buffer): Generator<string, undefined> {
  for (const [, text = ''] of image.toString('latin1').matchAll(quoted)) yield text;
}

function nextOf(strings: Generator<string, undefined>): string {
  const { value } = strings.next();
  if (value === undefined) throw new Rejection('corrupt-image', 'The xpm image is cut off.');
  return value;
}

/** Returns the red, green, blue and alpha of a colour, such as ` c #ff0000`. */
function samplesOf(definition: string): readonly number[] {
  const words = definition.trim().split(/\s+/);
  const found = meanings.map((meaning) => words.indexOf(meaning)).find((at) => at >= 0) ?? -1;
  const colour = words[found + 1] ?? '';
  const samples = named[colour.toLowerCase()];
  if (samples) return samples;
  const digits = colour.length - 1;
  if (!/^#[\da-f]+$/i.test(colour) || digits % 3 !== 0 || digits > 12) {
    const problem = `The xpm image has more than ${maxMagickColours} colours, and one of them is not in hexadecimal`;
    throw new Rejection('unsupported-format', `${problem}: ${colour}.`);
  }
  const each = digits / 3;
  const parts = [0, 1, 2].map((part) => colour.slice(1 + part * each, 1 + (part + 1) * each));
  return [...parts.map((hex) => Math.round((Number.parseInt(hex, 16) * 0xff) / (16 ** each - 1))), 0xff];
}
