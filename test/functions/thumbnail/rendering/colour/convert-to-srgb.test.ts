import { expect } from 'chai';
import { codedColourSpace } from '../../../../../functions/thumbnail/rendering/colour/colour-space.ts';
import { convertToSrgb } from '../../../../../functions/thumbnail/rendering/colour/convert-to-srgb.ts';

const displayP3 = codedColourSpace(12, 13);
const linear = codedColourSpace(1, 8);
const pq = codedColourSpace(9, 16);
const hlg = codedColourSpace(9, 18);

const converted = (numbers: readonly number[], colour: typeof pq) => [
  ...convertToSrgb(
    Uint16Array.from(numbers, (number) => Math.round(number * 0xffff)),
    3,
    0xffff,
    colour,
  ),
];

/** Expects bytes of which none is off by more than one. */
const expectNear = (actual: readonly number[], expected: readonly number[]) => {
  expect(Math.max(...actual.map((byte, at) => Math.abs(byte - (expected[at] ?? 0))))).to.be.at.most(1);
};

describe('convertToSrgb', () => {
  // By the matrix of CSS. https://www.w3.org/TR/css-color-4/#color-conversion-code
  it('converts Display P3', () => {
    expectNear(converted([150 / 255, 52 / 255, 42 / 255], displayP3), [163, 42, 35]);
  });

  it('clips what sRGB lacks', () => {
    expect(converted([1, 0, 0], displayP3)).to.deep.equal([255, 0, 0]);
  });

  it('brightens linear light', () => {
    expectNear(converted([0.2158, 0, 1], linear), [128, 0, 255]);
  });

  // BT.2408: 58 % of PQ and 75 % of HLG are white.
  it('shows the white of PQ and HLG as white, where nothing is brighter', () => {
    expectNear(converted([0.58, 0.58, 0.58], pq), [255, 255, 255]);
    expectNear(converted([0.75, 0.75, 0.75], hlg), [255, 255, 255]);
  });

  for (const [name, colour] of Object.entries({ pq, hlg })) {
    it(`compresses light of ${name} that is brighter than white, and keeps what is dark`, () => {
      const dark = [0.3, 0.3, 0.3];
      const [alone = 0] = converted(dark, colour);
      const [beside = 0, , , white = 0, , , bright = 0] = converted(
        [...dark, ...[0.6, 0.6, 0.6], ...[0.9, 0.9, 0.9]],
        colour,
      );

      expect(beside).to.equal(alone);
      expect(bright).to.equal(255);
      expect(white).to.be.within(150, 250);
    });
  }

  it('keeps alpha', () => {
    expect([...convertToSrgb(Uint8Array.from([0, 0, 0, 128]), 4, 255, displayP3)]).to.deep.equal([0, 0, 0, 128]);
  });
});

describe('codedColourSpace', () => {
  for (const [primaries, transfer] of [
    [1, 13],
    [2, 2],
    [1, 1],
    [1, 6],
    [0, 0],
    [255, 255],
  ] as const) {
    it(`shows ${primaries}, ${transfer} as sRGB`, () => {
      expect(codedColourSpace(primaries, transfer)).to.equal(undefined);
    });
  }
});
