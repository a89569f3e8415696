import sharp from 'sharp';
import { labOf, lightOf } from '../../../../../support/colours-of.ts';
import { type DrawnTiff, drawnTiff, floatBits } from '../../../../../support/drawn-tiff.ts';
import { expectQuartered, quartered } from '../../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../../support/render-one.ts';

type Colour = readonly number[];

const [whiteIsZero, blackIsZero, rgb, palette, cmyk, ycbcr, cieLab, iccLab] = [0, 1, 2, 3, 5, 6, 8, 9];
const floatingPoint = { 339: [3] };

/** The four colours, in their order in `quartered`. */
const colours: Colour[] = [
  [220, 40, 40],
  [40, 180, 60],
  [40, 60, 210],
  [240, 210, 40],
];
const grey = ([red = 0, green = 0, blue = 0]: Colour) => Math.round(0.3 * red + 0.6 * green + 0.1 * blue);
const greys = (colour: Colour) => [grey(colour), grey(colour), grey(colour)];
const scaled = (value: number, bits: number) => Math.round((value / 255) * (2 ** bits - 1));

/** The palette index of each colour, and the colour table. */
const numberOf = (colour: Colour) =>
  Math.max(
    0,
    colours.findIndex((each) => String(each) === String(colour)),
  );
const tableOf = (bits: number) =>
  [0, 1, 2].flatMap((channel) =>
    Array.from({ length: 2 ** bits }, (_, entry) => scaled(colours[entry]?.[channel] ?? 0, 16)),
  );

/** A pixel of each colour in a picture of 16 x 12. */
const placeOf = (colour: Colour) => [0, 15, 16 * 11, 16 * 11 + 15][numberOf(colour)] ?? 0;

function ycbcrOf([red = 0, green = 0, blue = 0]: Colour): number[] {
  const y = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [y, 128 + (blue - y) / 1.772, 128 + (red - y) / 1.402].map(Math.round);
}

/** The numbers of CIE Lab are signed. */
const signed = (value: number, bits: number) => (Math.round(value * 2 ** (bits - 8)) + 2 ** bits) % 2 ** bits;

interface Kind extends DrawnTiff {
  shown?: (colour: Colour) => Colour;
}

const kinds: Record<string, Kind> = {
  ...Object.fromEntries(
    [3, 6, 10, 12, 14, 24].map((bits): [string, Kind] => [
      `grey of ${bits} bits whose white is 0`,
      {
        bits,
        photometric: whiteIsZero,
        samplesOf: (colour) => [scaled(255 - grey(colour), bits)],
        shown: greys,
      },
    ]),
  ),
  ...Object.fromEntries(
    [2, 4, 8, 16].map((bits): [string, Kind] => [
      `a palette of ${bits} bits with an additional sample`,
      {
        bits,
        photometric: palette,
        samplesOf: (colour) => [numberOf(colour), 0],
        tags: { 320: tableOf(bits), 338: [0] },
      },
    ]),
  ),
  'a palette of 16 bits': {
    bits: 16,
    photometric: palette,
    samplesOf: (colour) => [numberOf(colour)],
    tags: { 320: tableOf(16) },
  },
  'a palette of 16 bits whose table has bytes': {
    bits: 16,
    photometric: palette,
    samplesOf: (colour) => [numberOf(colour)],
    tags: { 320: tableOf(16).map((value) => value >> 8) },
  },
  ...Object.fromEntries(
    [8, 16, 32].map((bits): [string, Kind] => [
      `CIE Lab of ${bits} bits`,
      {
        bits,
        photometric: cieLab,
        samplesOf: (colour) => {
          const [lightness, a, b] = labOf(colour);
          return [scaled(lightness * 2.55, bits), signed(a, bits), signed(b, bits)];
        },
      },
    ]),
  ),
  'CIE Lab in floating point': {
    bits: 32,
    photometric: cieLab,
    samplesOf: (colour) => labOf(colour).map(floatBits),
    tags: floatingPoint,
  },
  ...Object.fromEntries(
    [8, 16].map((bits): [string, Kind] => [
      `ICC Lab of ${bits} bits`,
      {
        bits,
        photometric: iccLab,
        samplesOf: (colour) => {
          const [lightness, a, b] = labOf(colour);
          return [lightness * 2.55, a + 128, b + 128].map((value) => Math.round(value * 2 ** (bits - 8)));
        },
      },
    ]),
  ),
  'RGB in floating point, which is light': {
    bits: 32,
    photometric: rgb,
    samplesOf: (colour) => colour.map((value) => floatBits(lightOf(value))),
    tags: floatingPoint,
  },
  'RGB in floating point with alpha': {
    bits: 32,
    photometric: rgb,
    samplesOf: (colour) => [...colour.map((value) => floatBits(lightOf(value))), floatBits(1)],
    tags: { ...floatingPoint, 338: [2] },
  },
  'RGB in floating point from 0 to 255 beside alpha from 0 to 1': {
    bits: 32,
    photometric: rgb,
    samplesOf: (colour) => [...colour.map(floatBits), floatBits(1)],
    tags: { ...floatingPoint, 338: [2] },
  },
  'grey in floating point from 0 to 255, most of it black': {
    bits: 32,
    photometric: blackIsZero,
    samplesOf: (colour) => [floatBits(colour[1] === 180 ? 100 : 0)],
    tags: floatingPoint,
    shown: (colour) => (colour[1] === 180 ? [100, 100, 100] : [0, 0, 0]),
  },
  'grey in floating point whose brightest value is little above 1, as white': {
    bits: 32,
    photometric: blackIsZero,
    samplesOf: (colour) => [floatBits(colour[1] === 180 ? 2 : 0)],
    tags: floatingPoint,
    shown: (colour) => (colour[1] === 180 ? [255, 255, 255] : [0, 0, 0]),
  },
  'RGB in floating point of 24 bits': {
    bits: 24,
    photometric: rgb,
    // A sign, 7 bits of exponent and 16 of fraction.
    samplesOf: (colour) =>
      colour.map((value) => {
        const number = lightOf(value);
        const exponent = Math.floor(Math.log2(number));
        return (exponent + 63) * 2 ** 16 + Math.floor((number / 2 ** exponent - 1) * 2 ** 16);
      }),
    tags: floatingPoint,
  },
  'YCbCr without subsampling, which is not declared': { bits: 8, photometric: ycbcr, samplesOf: ycbcrOf },
  'samples of an undefined format': { bits: 8, photometric: rgb, samplesOf: (colour) => colour, tags: { 339: [4] } },
  'CMYK of 16 bits with alpha': {
    bits: 16,
    photometric: cmyk,
    samplesOf: () => [0, 0, 0, 0, 0xffff],
    tags: { 338: [2] },
    shown: () => [255, 255, 255],
  },
  'CMYK with an undeclared ink': {
    bits: 8,
    photometric: cmyk,
    samplesOf: () => [0, 0, 0, 0, 0],
    shown: () => [255, 255, 255],
  },
};

describe('rewritingOf', () => {
  for (const [kind, { shown, ...drawn }] of Object.entries(kinds)) {
    it(`shows ${kind}`, async () => {
      const thumbnail = (await thumbnailOf(drawnTiff(drawn))) ?? Buffer.of();

      await expectQuartered(thumbnail, 18, shown);
    });
  }

  it('converts YCbCr by its profile', async () => {
    const wide = quartered(16, 12).withIccProfile('p3');
    const [numbers, { icc: profile = Buffer.of() }] = await Promise.all([
      wide.clone().raw().toBuffer(),
      wide
        .png()
        .toBuffer()
        .then((png) => sharp(png).metadata()),
    ]);
    const numbersOf = (colour: Colour) => [...numbers.subarray(3 * placeOf(colour)).subarray(0, 3)];
    const samplesOf = (colour: Colour) => ycbcrOf(numbersOf(colour));

    const thumbnail = await thumbnailOf(drawnTiff({ bits: 8, photometric: ycbcr, samplesOf, profile }));

    await expectQuartered(thumbnail ?? Buffer.of(), 10);
  });

  it('rejects fewer samples than colours, which decoders would show wrong', async () => {
    for (const photometric of [rgb, cieLab]) {
      await expectRejected(drawnTiff({ bits: 32, photometric, samplesOf: ([red = 0]) => [red] }), 'unsupported-format');
    }
  });

  it('rejects a palette image whose colour table is missing, or too short', async () => {
    const drawn = { bits: 8, photometric: palette, samplesOf: (colour: Colour) => [numberOf(colour)] };

    await expectRejected(drawnTiff(drawn), 'corrupt-image');
    await expectRejected(drawnTiff({ ...drawn, tags: { 320: tableOf(4) } }), 'corrupt-image');
  });

  it('rejects other inks than those of CMYK', async () => {
    const samplesOf = () => [0, 0, 0, 0];
    await expectRejected(
      drawnTiff({ bits: 8, photometric: cmyk, samplesOf, tags: { 332: [2] } }),
      'unsupported-format',
    );
  });
});
