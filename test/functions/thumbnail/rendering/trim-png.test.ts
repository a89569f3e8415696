import { expect } from 'chai';
import sharp from 'sharp';
import { trimPng } from '../../../../functions/thumbnail/rendering/trim-png.ts';
import { detailed, quartered } from '../../../support/pictures.ts';
import { pngChunk, withChunks } from '../../../support/png-chunks.ts';

const text = pngChunk('tEXt', Buffer.from('Comment\0secret'));

describe('trimPng', () => {
  it('leaves a PNG as it is that has no more than its picture', async () => {
    const image = await quartered(40, 30).png().toBuffer();

    expect(trimPng(Buffer.from(image))).to.deep.equal(image);
  });

  it('leaves texts out, before and after the picture, and what nobody knows', async () => {
    const image = await detailed(320, 240).png({ palette: true }).toBuffer();
    const unknown = pngChunk('juNk', Buffer.alloc(1000));

    expect(trimPng(withChunks(image, [text, unknown], [text]))).to.deep.equal(image);
  });

  it('leaves in how the picture is to be turned, and its profile', async () => {
    const image = await quartered(40, 30).withMetadata({ orientation: 6 }).withIccProfile('p3').png().toBuffer();

    const { orientation, icc } = await sharp(trimPng(withChunks(image, [text]))).metadata();

    expect(orientation).to.equal(6);
    expect(icc).to.be.instanceOf(Uint8Array);
  });

  it('leaves out EXIF of more than a JPEG could have, each byte of which would be there six times', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    const exif = (bytes: number) => pngChunk('eXIf', Buffer.alloc(bytes));

    expect(trimPng(withChunks(image, [exif(65_534)]))).to.deep.equal(image);
    expect(trimPng(withChunks(image, [exif(65_533)]))).not.to.deep.equal(image);
  });

  it('keeps what there is of one that is cut off', async () => {
    const image = await quartered(40, 30).png().toBuffer();
    const cut = image.subarray(0, -20);

    expect(trimPng(Buffer.from(cut))).to.deep.equal(cut);
  });
});
