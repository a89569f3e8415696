import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { rewritingOfFits } from '../../../../../../functions/thumbnail/rendering/formats/fits/rewriting-of-fits.ts';
import { expectError } from '../../../../../support/expect-error.ts';

const [cardBytes, blockBytes] = [80, 2880];

/** A picture of one row, with further numbers in its header. */
function fitsOf(bits: number, samples: Buffer, numbers: Record<string, string> = {}): Buffer {
  const width = samples.length / (Math.abs(bits) / 8);
  const cards = { SIMPLE: 'T', BITPIX: bits, NAXIS: 2, NAXIS1: width, NAXIS2: 1, ...numbers };
  const lines = Object.entries(cards).map(([name, value]) => `${name.padEnd(8)}= ${value}`);
  const header = [...lines, 'END'].map((line) => line.padEnd(cardBytes)).join('');
  return Buffer.concat([Buffer.from(header.padEnd(blockBytes)), samples]);
}

async function pixelsOf(fits: Buffer): Promise<number[]> {
  return [...(await sharp(rewritingOfFits(fits).image()).extractChannel(0).raw().toBuffer())];
}

function shorts(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) bytes.writeInt16BE(value, 2 * index);
  return bytes;
}

describe('rewritingOfFits', () => {
  it('shows the lowest number black, and the highest white', async () => {
    expect(await pixelsOf(fitsOf(16, shorts(-100, 20, 100)))).to.deep.equal([0, 153, 255]);
  });

  it('shows the highest number black, if the scale is negative', async () => {
    expect(await pixelsOf(fitsOf(16, shorts(-100, 20, 100), { BSCALE: '-1.0E0' }))).to.deep.equal([255, 102, 0]);
  });

  it('shows a missing measurement black, and leaves it out of the range', async () => {
    const fits = fitsOf(16, shorts(-32_768, 0, 100), { BLANK: '-32768' });

    expect(await pixelsOf(fits)).to.deep.equal([0, 0, 255]);
  });

  it('reads integers of 64 bits', async () => {
    const samples = Buffer.alloc(16);
    samples.writeBigInt64BE(-(2n ** 40n));
    samples.writeBigInt64BE(2n ** 40n, 8);

    expect(await pixelsOf(fitsOf(64, samples))).to.deep.equal([0, 255]);
  });

  describe('with several parts', () => {
    const empty = fitsOf(8, Buffer.of(), { NAXIS: '0' });
    const extension = (kind: string) => {
      const part = fitsOf(16, shorts(-100, 20, 100), { PCOUNT: '0', GCOUNT: '1' });
      part.write(`XTENSION= '${kind.padEnd(8)}'`.padEnd(cardBytes));
      return Buffer.concat([part, Buffer.alloc(blockBytes - (part.length % blockBytes))]);
    };

    it('shows the first picture, after parts without data and after tables', async () => {
      const fits = Buffer.concat([empty, extension('BINTABLE'), extension('IMAGE')]);

      expect(await pixelsOf(fits)).to.deep.equal([0, 153, 255]);
    });

    it('shows a picture whose header forgets the number of its axes', async () => {
      expect(await pixelsOf(fitsOf(16, shorts(-100, 20, 100), { NAXIS: '0' }))).to.deep.equal([0, 153, 255]);
    });

    it('rejects a file of tables alone', async () => {
      const { message } = await expectError(Rejection, 'unsupported-format', () =>
        rewritingOfFits(Buffer.concat([empty, extension('BINTABLE')])),
      );

      expect(message).to.equal('The fits image has no picture.');
    });

    it('ends where a length is negative, or longer than the file', async () => {
      for (const NAXIS1 of ['-100000', '1E300']) {
        const first = fitsOf(8, Buffer.of(), { NAXIS: '1', NAXIS1 });
        await expectError(Rejection, 'unsupported-format', () =>
          rewritingOfFits(Buffer.concat([first, extension('BINTABLE')])),
        );
      }
    });
  });
});
