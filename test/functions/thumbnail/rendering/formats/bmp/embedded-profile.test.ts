import { expect } from 'chai';
import sharp from 'sharp';
import { expectColour } from '../../../../../support/pictures.ts';
import { thumbnailOf } from '../../../../../support/render-one.ts';

const side = 4;
/** A red in Display P3, as BGR, and the same in sRGB. */
const [stored, shown] = [
  [42, 52, 150],
  [163, 42, 35],
];

/** Rows of pixels, and what the header says of them. */
const kinds = {
  '24 bits': { bits: 24, compression: 0, pixel: stored },
  '32 bits without a mask': { bits: 32, compression: 0, pixel: [...stored, 0] },
  'masks of 16 bits': { bits: 16, compression: 3, pixel: [0b1100_0101, 0b1001_0001] },
};

async function displayP3(): Promise<Buffer> {
  const picture = sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } });
  const { icc } = await sharp(await picture.withIccProfile('p3').png().toBuffer()).metadata();
  return icc ?? expect.fail('expected a profile');
}

function bmpOf({ bits, compression, pixel }: (typeof kinds)['24 bits'], profile: Buffer, isFirst: boolean): Buffer {
  const head = Buffer.alloc(14 + 124);
  const pixels = Buffer.from(Array.from({ length: side * side }, () => pixel).flat());
  head.write('BM');
  head.writeUInt32LE(head.length + (isFirst ? profile.length : 0), 10);
  head.writeUInt32LE(124, 14);
  head.writeInt32LE(side, 18);
  head.writeInt32LE(side, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(compression, 30);
  for (const [at, mask] of [0xf800, 0x7e0, 0x1f].entries()) head.writeUInt32LE(mask, 54 + 4 * at);
  head.write('DEBM', 70);
  head.writeUInt32LE(124 + (isFirst ? 0 : pixels.length), 126);
  head.writeUInt32LE(profile.length, 130);
  return Buffer.concat(isFirst ? [head, profile, pixels] : [head, pixels, profile]);
}

describe('embeddedProfile', () => {
  for (const [kind, drawn] of Object.entries(kinds)) {
    for (const isFirst of [false, true]) {
      it(`applies a profile ${isFirst ? 'before' : 'after'} pixels of ${kind}`, async () => {
        const image = bmpOf(drawn, await displayP3(), isFirst);

        const { data } = await sharp(await thumbnailOf(image))
          .removeAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true });
        expectColour(data.subarray(0, 3), shown, 8);
      });
    }
  }
});
