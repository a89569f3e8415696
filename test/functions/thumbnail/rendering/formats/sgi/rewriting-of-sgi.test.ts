import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { rewritingOfSgi } from '../../../../../../functions/thumbnail/rendering/formats/sgi/rewriting-of-sgi.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { u16, u32 } from '../../../../../support/iso-boxes.ts';

const [width, height] = [3, 2];
/** The samples of each channel. Each channel begins with its lowest row. */
const [first, second, third, fourth] = [
  [1, 1, 1, 10, 20, 30],
  [2, 2, 2, 11, 21, 31],
  [3, 3, 3, 12, 22, 32],
  [255, 255, 255, 0, 0, 0],
] as const;

/** Each sample of 16 bits has another low byte, which does not show. */
const stored = (samples: readonly number[], bytes: number) =>
  Buffer.concat(samples.map((sample) => (bytes === 1 ? Buffer.of(sample) : Buffer.of(sample, 0x7f))));

/** A row as a run where all samples are equal, and as they are otherwise. */
function packed(row: readonly number[], bytes: number): Buffer {
  const isRun = row.every((sample) => sample === row[0]);
  const head = (count: number) => (bytes === 1 ? Buffer.of(count) : u16(count));
  return Buffer.concat([
    head(isRun ? row.length : 0x80 | row.length),
    stored(isRun ? row.slice(0, 1) : row, bytes),
    head(0),
  ]);
}

function sgiOf(channels: readonly (readonly number[])[], bytes: number, isCompressed: boolean): Buffer {
  const dimensions = channels.length > 1 ? 3 : 2;
  const sizes = [dimensions, width, height, channels.length].map(u16);
  const header = Buffer.concat([Buffer.of(0x01, 0xda, isCompressed ? 1 : 0, bytes), ...sizes, Buffer.alloc(500)]);
  if (!isCompressed) return Buffer.concat([header, ...channels.map((channel) => stored(channel, bytes))]);
  const rows = channels.flatMap((channel) => [channel.slice(0, width), channel.slice(width)]);
  const data = rows.map((row) => packed(row, bytes));
  let at = header.length + rows.length * 8;
  const starts = data.map((row) => {
    at += row.length;
    return u32(at - row.length);
  });
  return Buffer.concat([header, ...starts, ...data.map((row) => u32(row.length)), ...data]);
}

const decoded = (image: Buffer) => sharp(rewritingOfSgi(image).image()).raw().toBuffer();

describe('rewritingOfSgi', () => {
  for (const [kind, channels, pixels] of [
    ['grey', [first], [10, 20, 30, 1, 1, 1]],
    ['grey with alpha', [first, fourth], [10, 0, 20, 0, 30, 0, 1, 255, 1, 255, 1, 255]],
    ['RGB', [first, second, third], [10, 11, 12, 20, 21, 22, 30, 31, 32, 1, 2, 3, 1, 2, 3, 1, 2, 3]],
  ] as const) {
    for (const bytes of [1, 2]) {
      for (const isCompressed of [false, true]) {
        it(`decodes ${kind} of ${8 * bytes} bits, ${isCompressed ? '' : 'not '}compressed`, async () => {
          const samples = await decoded(sgiOf(channels, bytes, isCompressed));

          // sharp opens grey as RGB.
          const isGrey = channels.length < 3;
          const step = isGrey ? samples.length / 6 : 1;
          const alpha = step === 4 ? [0, 3] : [0];
          const shown = isGrey
            ? Array.from({ length: 6 }, (_, pixel) => alpha.map((at) => samples[pixel * step + at])).flat()
            : [...samples];
          expect(shown).to.deep.equal(pixels);
        });
      }
    }
  }

  it('decodes RGB with alpha, and leaves out a fifth channel', async () => {
    const image = sgiOf([first, second, third, fourth, fourth], 1, false);

    expect([...(await decoded(image))].slice(0, 4)).to.deep.equal([10, 11, 12, 0]);
  });

  for (const isCompressed of [false, true]) {
    it(`rejects a picture that is cut off, ${isCompressed ? '' : 'not '}compressed`, async () => {
      const image = sgiOf([first, second, third], 1, isCompressed);

      for (const length of [20, 520, image.length - 2]) {
        await expectError(Rejection, 'corrupt-image', () => rewritingOfSgi(image.subarray(0, length)).image());
      }
    });
  }
});
