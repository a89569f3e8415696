import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { png } from '../../../../../functions/thumbnail/rendering/formats/png.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { detailed, expectQuartered, quartered } from '../../../../support/pictures.ts';
import { pngChunk, withChunks } from '../../../../support/png-chunks.ts';
import { thumbnailOf } from '../../../../support/render-one.ts';

const trimmed = (image: Buffer) => png.inspect(image).image;
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

  it('removes EXIF longer than a JPEG could have, since each byte would be held six times', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    const exif = (bytes: number) => pngChunk('eXIf', Buffer.alloc(bytes));

    expect(trimmed(withChunks(image, [exif(65_534)]))).to.deep.equal(image);
    expect(trimmed(withChunks(image, [exif(65_533)]))).not.to.deep.equal(image);
  });

  it('follows an orientation after the picture', async () => {
    const turned = await quartered(40, 30).withMetadata({ orientation: 6 }).png().toBuffer();
    const at = turned.indexOf('eXIf') - 4;
    const exif = turned.subarray(at, at + 12 + turned.readUInt32BE(at));
    const image = await quartered(40, 30).png().toBuffer();

    expect((await sharp(trimmed(withChunks(image, [], [exif]))).metadata()).orientation).to.equal(6);
  });

  it('follows an orientation whose EXIF has the prefix of a JPEG', async () => {
    const turned = await quartered(40, 30).withMetadata({ orientation: 6 }).png().toBuffer();
    const at = turned.indexOf('eXIf') - 4;
    const content = turned.subarray(at + 8, at + 8 + turned.readUInt32BE(at));
    const exif = pngChunk('eXIf', Buffer.concat([Buffer.from('Exif\0\0'), content]));
    const image = await quartered(40, 30).png().toBuffer();

    expect((await sharp(trimmed(withChunks(image, [exif]))).metadata()).orientation).to.equal(6);
  });

  for (const [kind, chunks] of Object.entries({
    'with a wrong checksum': [damaged(gamma(1))],
    'that repeats an earlier type': [gamma(0.45455), gamma(1)],
    'whose matrix is not that of RGB': [pngChunk('cICP', Buffer.from([9, 16, 9, 1]))],
  })) {
    it(`ignores a colour chunk ${kind}`, async () => {
      expect(png.inspect(withChunks(await quartered(40, 30).png().toBuffer(), chunks)).colour).to.equal(undefined);
    });
  }

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

function gamma(value: number): Buffer {
  const content = Buffer.alloc(4);
  content.writeUInt32BE(Math.round(value * 100_000));
  return pngChunk('gAMA', content);
}

function damaged(chunk: Buffer): Buffer {
  return Buffer.concat([chunk.subarray(0, -1), Buffer.of((chunk.at(-1) ?? 0) ^ 1)]);
}
