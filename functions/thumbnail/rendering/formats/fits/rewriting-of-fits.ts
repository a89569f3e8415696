import { Rejection } from '../../../errors.ts';
import type { Rewriting } from '../format.ts';
import { rewritingOfBytes } from '../rewriting-of-bytes.ts';

const [cardBytes, blockBytes] = [80, 2880];
const maxCards = 1000;
const maxParts = 1000;
const maxAxes = 999;
const imageExtension = "XTENSION= 'IMAGE   '";

type Reader = (data: Buffer, at: number) => number;

/** Readers of a sample, by the value of BITPIX, which is negative for floating point. */
const readers: Partial<Record<number, Reader>> = {
  8: (data, at) => data.readUInt8(at),
  16: (data, at) => data.readInt16BE(at),
  32: (data, at) => data.readInt32BE(at),
  64: (data, at) => Number(data.readBigInt64BE(at)),
  [-32]: (data, at) => data.readFloatBE(at),
  [-64]: (data, at) => data.readDoubleBE(at),
};

/**
 * Returns how to rewrite the first picture of a FITS file, which often follows a part without data.
 *
 * @throws {Rejection} when it has no picture of two dimensions, or is cut off
 */
export function rewritingOfFits(image: Buffer): Rewriting {
  const header = headerOfPicture(image);
  const [width = 0, height = 0, bits = 0] = ['NAXIS1', 'NAXIS2', 'BITPIX'].map((name) => header?.cards.get(name));
  const read = readers[bits];
  if (!header || !read) throw new Rejection('unsupported-format', 'The fits image has no picture.');
  const { cards, end } = header;
  const sampleBytes = Math.abs(bits) / 8;
  const blank = bits > 0 ? cards.get('BLANK') : undefined;
  const readSample: Reader = blank === undefined ? read : (data, at) => valueOrNone(read(data, at), blank);
  const isInverted = (cards.get('BSCALE') ?? 1) < 0;
  if (image.length < end + width * height * sampleBytes) {
    throw new Rejection('corrupt-image', `The fits image of ${width} x ${height} pixels is cut off.`);
  }
  return rewritingOfBytes({ width, height, channels: 1 }, () =>
    pixelsOf(image.subarray(end), { width, height }, readSample, sampleBytes, isInverted),
  );
}

/** Returns NaN for the number that stands for a missing measurement. */
function valueOrNone(value: number, blank: number): number {
  return value === blank ? Number.NaN : value;
}

interface FitsHeader {
  /** The numbers by their keywords. */
  cards: ReadonlyMap<string, number>;
  end: number;
}

/** Returns the header of the first part that is a picture; undefined when none is. */
function headerOfPicture(image: Buffer): FitsHeader | undefined {
  let start = 0;
  for (let part = 0; part < maxParts && start < image.length; part += 1) {
    const header = headerOf(image, start);
    const isImage = start === 0 || image.toString('latin1', start, start + imageExtension.length) === imageExtension;
    if (isImage && hasPixels(header)) return header;
    // A negative length would lead back.
    start = header.end + Math.max(0, Math.ceil(dataBytes(header) / blockBytes) * blockBytes);
  }
  return undefined;
}

/** Some writers leave the number of axes at 0. */
function hasPixels({ cards }: FitsHeader): boolean {
  return cards.get('NAXIS') !== 1 && ['NAXIS1', 'NAXIS2'].every((name) => (cards.get(name) ?? 0) > 0);
}

/** https://fits.gsfc.nasa.gov/fits_standard.html, 4.4.1 */
function dataBytes({ cards }: FitsHeader): number {
  const count = Math.min(maxAxes, cards.get('NAXIS') ?? 0);
  if (count === 0) return 0;
  const axes = Array.from({ length: count }, (_, axis) => cards.get(`NAXIS${axis + 1}`) ?? 0);
  const values = (cards.get('PCOUNT') ?? 0) + axes.reduce((product, length) => product * length, 1);
  return (Math.abs(cards.get('BITPIX') ?? 0) / 8) * (cards.get('GCOUNT') ?? 1) * values;
}

function headerOf(image: Buffer, start: number): FitsHeader {
  const cards = new Map<string, number>();
  for (let card = 0; card < maxCards; card += 1) {
    const next = start + (card + 1) * cardBytes;
    const text = image.toString('latin1', next - cardBytes, next);
    if (/^END\s*$/.test(text)) return { cards, end: Math.ceil(next / blockBytes) * blockBytes };
    const [, name, value] = /^([A-Z\d]+)\s*=\s*([-+\d.E]+)/.exec(text) ?? [];
    if (name) cards.set(name, Number(value));
  }
  throw new Rejection('corrupt-image', 'The header of the fits image is cut off.');
}

function pixelsOf(
  data: Buffer,
  { width, height }: { width: number; height: number },
  read: Reader,
  sampleBytes: number,
  isInverted: boolean,
): Buffer {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < width * height; index += 1) {
    const value = read(data, index * sampleBytes);
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const pixels = Buffer.alloc(width * height);
  const scale = max > min ? 255 / (max - min) : 0;
  for (let row = 0; row < height; row += 1) {
    // The rows are stored bottom-up.
    const start = (height - 1 - row) * width;
    for (let column = 0; column < width; column += 1) {
      // A pixel without a measurement is black.
      const sample = read(data, (start + column) * sampleBytes);
      const value = (isInverted ? max - sample : sample - min) * scale;
      pixels[row * width + column] = Number.isFinite(value) ? Math.round(value) : 0;
    }
  }
  return pixels;
}
