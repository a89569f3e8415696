import { expect } from 'chai';
import { metadataBytes } from '../../../../functions/thumbnail/rendering/metadata-bytes.ts';
import { quartered } from '../../../support/pictures.ts';

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>${' '.repeat(10_000)}`;

describe('metadataBytes', () => {
  for (const format of ['jpeg', 'webp'] as const) {
    it(`counts the metadata of a ${format}, and not its picture`, async () => {
      const plain = await quartered(400, 300).toFormat(format).toBuffer();
      const image = await quartered(400, 300).withXmp(xmp).toFormat(format).toBuffer();

      expect(metadataBytes(plain, format)).to.be.below(100);
      expect(metadataBytes(image, format)).to.be.within(xmp.length, xmp.length + 200);
    });
  }

  it('counts an AVIF as a whole, since its metadata may be anywhere', async () => {
    const image = await quartered(40, 30).avif({ effort: 0 }).toBuffer();

    expect(metadataBytes(image, 'avif')).to.equal(image.length);
  });

  it('counts no more than there is, whatever a chunk says of itself', async () => {
    const image = await quartered(40, 30).withXmp(xmp).webp().toBuffer();
    image.writeUInt32LE(0xffff_fff0, image.indexOf('XMP ') + 4);

    expect(metadataBytes(image, 'webp')).to.equal(image.length);
  });
});
