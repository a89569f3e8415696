import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { png } from '../../../../../functions/thumbnail/rendering/formats/png.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { detailed, quartered } from '../../../../support/pictures.ts';
import { pngChunk, withChunks } from '../../../../support/png-chunks.ts';

const trimmed = (image: Buffer) => png.inspect(image).image;
const text = pngChunk('tEXt', Buffer.from('Comment\0secret'));

describe('png', () => {
  it('leaves an image as it is that has nothing but its picture', async () => {
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

  it('follows an orientation that stands behind the picture', async () => {
    const turned = await quartered(40, 30).withMetadata({ orientation: 6 }).png().toBuffer();
    const at = turned.indexOf('eXIf') - 4;
    const exif = turned.subarray(at, at + 12 + turned.readUInt32BE(at));
    const image = await quartered(40, 30).png().toBuffer();

    expect((await sharp(trimmed(withChunks(image, [], [exif]))).metadata()).orientation).to.equal(6);
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
