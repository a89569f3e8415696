import { expect } from 'chai';
import sharp from 'sharp';
import { jpegSegments } from '../../../../../functions/thumbnail/rendering/formats/jpeg/segments.ts';
import { jpeg } from '../../../../../functions/thumbnail/rendering/formats/jpeg.ts';
import { jpegOfScans } from '../../../../support/many-frames.ts';
import { expectQuartered, quartered } from '../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../support/render-one.ts';

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"/>${' '.repeat(10_000)}`;

describe('jpeg', () => {
  it('counts scans, up to one more than the limit', async () => {
    const images = await Promise.all([99, 100, 101, 102].map(jpegOfScans));

    expect(images.map((image) => jpeg.inspect(image).partCount)).to.deep.equal([99, 100, 101, 101]);
  });

  it('stops counting after a scan with all components of a sequential JPEG, as the decoder stops reading', async () => {
    const photo = await quartered(64, 64).jpeg().toBuffer();
    const scan = photo.subarray(photo.lastIndexOf(Buffer.from([0xff, 0xda])), -2);
    const repeated = Buffer.concat([photo.subarray(0, -2), ...Array<Buffer>(200).fill(scan), photo.subarray(-2)]);

    expect(jpeg.inspect(repeated).partCount).to.equal(1);
    expect(await thumbnailOf(repeated)).to.deep.equal(await thumbnailOf(photo));
  });

  it('rejects a JPEG without components', async () => {
    const image = await quartered(64, 64).jpeg().toBuffer();
    for (const { marker, content } of jpegSegments(image)) {
      if (marker === 0xc0) image.writeUInt8(0, content + 5);
      if (marker === 0xda) image.writeUInt8(0, content);
    }

    await expectRejected(image, 'unsupported-format');
  });

  it('counts the bytes of metadata, and not the picture', async () => {
    const plain = await quartered(400, 300).jpeg().toBuffer();
    const image = await quartered(400, 300).withXmp(xmp).jpeg().toBuffer();

    expect(jpeg.inspect(plain).metadataBytes).to.be.below(100);
    expect(jpeg.inspect(image).metadataBytes).to.be.within(xmp.length, xmp.length + 200);
  });

  it('follows an orientation behind empty EXIF', async () => {
    const image = await quartered(40, 30).withMetadata({ orientation: 3 }).jpeg().toBuffer();
    for (const empty of ['\xff\xe1\0\x08Exif\0\0', '\xff\xe1\0\x07Exif\0']) {
      const both = Buffer.concat([image.subarray(0, 2), Buffer.from(empty, 'latin1'), image.subarray(2)]);

      const thumbnail = (await thumbnailOf(both)) ?? Buffer.of();

      await expectQuartered(await sharp(thumbnail).rotate(180).toBuffer());
    }
  });
});
