import { expect } from 'chai';
import sharp from 'sharp';
import { webp } from '../../../../../functions/thumbnail/rendering/formats/webp.ts';
import { webpOfFrames } from '../../../../support/many-frames.ts';
import { animated, quartered } from '../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../support/render-one.ts';

/** The flags of a file, and the one of alpha. https://developers.google.com/speed/webp/docs/riff_container */
const [flagsAt, alphaFlag] = [20, 0x10];
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>${' '.repeat(10_000)}`;

describe('webp', () => {
  it('counts the frames of an animation', async () => {
    expect(webp.inspect(await (await animated()).webp().toBuffer()).partCount).to.equal(3);
  });

  it('counts up to one frame more than the limit', () => {
    expect([10_000, 10_001, 10_002].map((frames) => webp.inspect(webpOfFrames(frames)).partCount)).to.deep.equal([
      10_000, 10_001, 10_001,
    ]);
  });

  it('counts the bytes of metadata, and not the picture', async () => {
    const plain = await quartered(400, 300).webp().toBuffer();
    const image = await quartered(400, 300).withXmp(xmp).webp().toBuffer();

    expect(webp.inspect(plain).metadataBytes).to.be.below(100);
    expect(webp.inspect(image).metadataBytes).to.be.within(xmp.length, xmp.length + 200);
  });

  it('counts no more bytes of metadata than the file has, whatever a chunk claims', async () => {
    const image = await quartered(40, 30).withXmp(xmp).webp().toBuffer();
    image.writeUInt32LE(0xffff_fff0, image.indexOf('XMP ') + 4);

    expect(webp.inspect(image).metadataBytes).to.equal(image.length);
  });

  it('shows a whole first frame, although a later one is damaged', async () => {
    const image = await (await animated()).webp({ lossless: true, loop: 1 }).toBuffer();
    const whole = await thumbnailOf(Buffer.from(image));
    const secondFrame = image.indexOf('ANMF', image.indexOf('ANMF') + 4);
    // The signature of its pixels.
    image.writeUInt8(0, image.indexOf('VP8L', secondFrame) + 8);

    expect(await thumbnailOf(image)).to.deep.equal(whole);
  });

  it('shows the alpha of a lossless picture, although the header of the file does not declare it', async () => {
    const image = await quartered(40, 30).ensureAlpha(0.5).withXmp(xmp).webp({ lossless: true }).toBuffer();
    image.writeUInt8(image.readUInt8(flagsAt) & ~alphaFlag, flagsAt);
    expect((await sharp(image).metadata()).hasAlpha).to.equal(false);

    expect((await sharp(await thumbnailOf(image)).stats()).isOpaque).to.equal(false);
  });

  for (const [what, change] of Object.entries({
    'has too many bytes': (image: Buffer, at: number) =>
      Buffer.concat([image.subarray(0, at), Buffer.alloc(4), image.subarray(at)]),
    'lacks bytes': (image: Buffer, at: number) => Buffer.concat([image.subarray(0, at), image.subarray(at + 1)]),
  })) {
    it(`rejects a lossy picture that ${what}, as the metadata behind it shows`, async () => {
      const image = await quartered(40, 30).withMetadata({ orientation: 1 }).webp().toBuffer();

      await expectRejected(change(image, image.indexOf('VP8 ') + 40), 'corrupt-image');
    });
  }
});
