import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { png } from '../../../../../functions/thumbnail/rendering/formats/png.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { detailed, expectQuartered, quartered } from '../../../../support/pictures.ts';
import { pngChunk, withChunks } from '../../../../support/png-chunks.ts';
import { thumbnailOf } from '../../../../support/render-one.ts';

const trimmed = (image: Buffer) => png.inspect(image).image;
/** The white point and the primaries of Display P3, as x and y. */
const displayP3 = pngChunk('cHRM', numbers([31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6000]));
const text = pngChunk('tEXt', Buffer.from('Comment\0secret'));

describe('png', () => {
  it('does not change an image that has only a picture', async () => {
    const image = await quartered(40, 30).png().toBuffer();

    expect(trimmed(Buffer.from(image))).to.deep.equal(image);
  });

  it('removes texts, before and after the picture, and unknown chunks', async () => {
    const image = await detailed(320, 240).png({ palette: true }).toBuffer();
    const unknown = pngChunk('juNk', Buffer.alloc(1000));

    expect(trimmed(withChunks(image, [text, unknown], [text]))).to.deep.equal(image);
  });

  it('keeps the orientation of the picture, and its profile', async () => {
    const image = await quartered(40, 30).withMetadata({ orientation: 6 }).withIccProfile('p3').png().toBuffer();

    const { orientation, icc } = await sharp(trimmed(withChunks(image, [text]))).metadata();

    expect(orientation).to.equal(6);
    expect(icc).to.be.instanceOf(Uint8Array);
  });

  it('shortens EXIF to what a JPEG could have, since each byte would be held six times', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    const exif = pngChunk('eXIf', Buffer.concat([exifOf(await turned()), Buffer.alloc(100_000)]));

    const shown = trimmed(withChunks(image, [exif]));

    expect(shown.length).to.equal(image.length + 12 + 65_533);
    expect((await sharp(shown).metadata()).orientation).to.equal(6);
  });

  it('follows an orientation after the picture', async () => {
    const exif = pngChunk('eXIf', exifOf(await turned()));
    const image = await quartered(40, 30).png().toBuffer();

    expect((await sharp(trimmed(withChunks(image, [], [exif]))).metadata()).orientation).to.equal(6);
  });

  it('follows an orientation whose EXIF has the prefix of a JPEG', async () => {
    const exif = pngChunk('eXIf', Buffer.concat([Buffer.from('Exif\0\0'), exifOf(await turned())]));
    const image = await quartered(40, 30).png().toBuffer();

    expect((await sharp(trimmed(withChunks(image, [exif]))).metadata()).orientation).to.equal(6);
  });

  for (const [kind, chunks] of Object.entries({
    'with a wrong checksum': [damaged(gamma(1))],
    'that repeats an earlier type': [gamma(0.45455), gamma(1)],
    'whose matrix is not that of RGB': [pngChunk('cICP', Buffer.from([9, 16, 9, 1]))],
    'of primaries without a gamma': [displayP3],
  })) {
    it(`ignores a colour chunk ${kind}`, async () => {
      expect(png.inspect(withChunks(await quartered(40, 30).png().toBuffer(), chunks)).colour).to.equal(undefined);
    });
  }

  for (const [kind, content] of Object.entries({ long: [0, 0], 'with an unknown intent': [4] })) {
    it(`prefers the gamma to an sRGB chunk ${kind}`, async () => {
      const image = await quartered(40, 30).png().toBuffer();

      expect(png.inspect(withChunks(image, [pngChunk('sRGB', Buffer.from(content)), gamma(1)])).colour).to.not.equal(
        undefined,
      );
    });
  }

  it('ignores a transparency whose checksum is wrong', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    const transparency = pngChunk('tRNS', Buffer.from([0, 255, 0, 0, 0, 0]));

    expect(trimmed(withChunks(image, [damaged(transparency)]))).to.deep.equal(image);
  });

  it('ignores the surplus bytes of a transparency or a palette', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    const transparency = Buffer.from([0, 255, 0, 0, 0, 0]);
    const palette = [pngChunk('PLTE', Buffer.alloc(6)), pngChunk('PLTE', Buffer.alloc(7))];

    expect(trimmed(withChunks(image, [pngChunk('tRNS', Buffer.concat([transparency, Buffer.of(1)]))]))).to.deep.equal(
      withChunks(image, [pngChunk('tRNS', transparency)]),
    );
    expect(trimmed(withChunks(image, palette.slice(1)))).to.deep.equal(withChunks(image, palette.slice(0, 1)));
  });

  it('shows a picture with a palette whose transparency has more entries', async () => {
    const image = await quartered(40, 30).png({ palette: true, colours: 4 }).toBuffer();
    const entries = image.readUInt32BE(image.indexOf('PLTE') - 4) / 3;
    const at = image.indexOf('IDAT') - 4;
    const transparency = pngChunk('tRNS', Buffer.alloc(entries + 1));
    const clear = Buffer.concat([image.subarray(0, at), transparency, image.subarray(at)]);

    expect((await sharp(trimmed(clear)).stats()).isOpaque).to.equal(false);
  });

  it('prefers the gamma to a profile that is broken', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    const profile = pngChunk('iCCP', Buffer.from('name\0\0noise', 'latin1'));

    const { image: shown, colour } = png.inspect(withChunks(image, [profile, gamma(1)]));

    expect(colour).to.not.equal(undefined);
    expect(shown.includes('iCCP')).to.equal(false);
  });

  it('ignores a profile whose checksum is wrong', async () => {
    const image = await quartered(40, 30).withIccProfile('p3').png().toBuffer();
    const at = image.indexOf('iCCP') - 4;
    image.writeUInt32BE(0, at + 8 + image.readUInt32BE(at));

    expect((await sharp(trimmed(image)).metadata()).icc).to.equal(undefined);
  });

  it('converts samples of a narrow range', async () => {
    const narrow = pngChunk('cICP', Buffer.from([1, 13, 0, 0]));
    const image = withChunks(
      await quartered(40, 30)
        .linear(219 / 255, 16)
        .png()
        .toBuffer(),
      [narrow],
    );

    await expectQuartered((await thumbnailOf(image)) ?? Buffer.of(), 4);
  });

  it('rejects the variant that Apple packs into apps', async () => {
    const image = withChunks(await quartered(40, 30).png().toBuffer(), []);
    const apple = Buffer.concat([image.subarray(0, 8), pngChunk('CgBI', Buffer.alloc(4)), image.subarray(8)]);

    await expectError(Rejection, 'unsupported-format', () => png.inspect(apple));
  });

  it('keeps all of an image that is truncated', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    const cut = image.subarray(0, -20);

    expect(trimmed(Buffer.from(cut))).to.deep.equal(cut);
  });
});

function turned(): Promise<Buffer> {
  return quartered(40, 30).withMetadata({ orientation: 6 }).png().toBuffer();
}

function exifOf(image: Buffer): Buffer {
  const at = image.indexOf('eXIf') - 4;
  return image.subarray(at + 8, at + 8 + image.readUInt32BE(at));
}

function gamma(value: number): Buffer {
  return pngChunk('gAMA', numbers([Math.round(value * 100_000)]));
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
}

function damaged(chunk: Buffer): Buffer {
  return Buffer.concat([chunk.subarray(0, -1), Buffer.of((chunk.at(-1) ?? 0) ^ 1)]);
}
