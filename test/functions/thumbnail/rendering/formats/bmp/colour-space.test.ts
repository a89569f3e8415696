import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { bmpColourSpace } from '../../../../../../functions/thumbnail/rendering/formats/bmp/colour-space.ts';
import { expectError } from '../../../../../support/expect-error.ts';

/** Red, green and blue of Display P3, each as X, Y and Z. */
const chromaticities = [0.68, 0.32, 0, 0.265, 0.69, 0.045, 0.15, 0.06, 0.79];
const xyz = [0.4866, 0.229, 0, 0.2657, 0.6917, 0.0451, 0.1982, 0.0793, 1.0439];
const withoutZ = chromaticities.map((value, at) => (at % 3 === 2 ? 0 : value));

function header(primaries: readonly number[], exponents: readonly number[], type = 0): Buffer {
  const head = Buffer.alloc(14 + 108);
  head.writeUInt32LE(108, 14);
  head.writeUInt32LE(type, 70);
  for (const [at, value] of primaries.entries()) head.writeUInt32LE(value * 2 ** 30, 74 + 4 * at);
  for (const [at, value] of exponents.entries()) head.writeUInt32LE(value * 2 ** 16, 110 + 4 * at);
  return head;
}

const [usual, linear] = [
  [2.2, 2.2, 2.2],
  [1, 1, 1],
];

describe('bmpColourSpace', () => {
  for (const [kind, primaries] of Object.entries({ chromaticities, xyz, withoutZ })) {
    it(`reads primaries as ${kind}`, () => {
      const found = bmpColourSpace(header(primaries, usual))?.primaries.flat() ?? [];

      const expected = [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.3127, 0.329];
      const off = Math.max(...expected.map((value, at) => Math.abs(value - (found[at] ?? 0))));
      expect(off).to.be.below(0.001);
    });
  }

  it('reads the exponent, unless it is the inverse of one', () => {
    const halfOf = (exponent: number) =>
      bmpColourSpace(header(chromaticities, [exponent, exponent, exponent]))?.curve.toLight(0.5) ?? 0;

    expect([1, 1.8, 0.4545].map((exponent) => Number(halfOf(exponent).toFixed(3)))).to.deep.equal([0.5, 0.287, 0.214]);
  });

  it('takes a header without numbers, or of another type, for sRGB', () => {
    expect(bmpColourSpace(header([], []))).to.equal(undefined);
    expect(bmpColourSpace(header([], linear))).to.equal(undefined);
    expect(bmpColourSpace(header(chromaticities, linear, 0x7352_4742))).to.equal(undefined);
  });

  it('rejects different exponents for the colours', async () => {
    await expectError(Rejection, 'unsupported-format', () => bmpColourSpace(header(chromaticities, [2.2, 1.8, 2.2])));
  });
});
