import { expect } from 'chai';
import { repairScans } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/repair-scans.ts';
import { detailed, quartered } from '../../../../../support/pictures.ts';
import { expectRejected, thumbnailOf } from '../../../../../support/render-one.ts';

const noEnd = 'VipsJpeg: premature end of JPEG image';

describe('repairScans', () => {
  for (const progressive of [false, true]) {
    const name = progressive ? 'progressive' : 'baseline';

    it(`adds the end to a whole ${name} JPEG`, async () => {
      const image = await detailed(160, 120).jpeg({ progressive }).toBuffer();

      expect(repairScans(image.subarray(0, -2), noEnd)).to.deep.equal(image);
      expect(await thumbnailOf(image.subarray(0, -2))).to.deep.equal(await thumbnailOf(image));
    });

    it(`does not make a ${name} JPEG whole that is cut off`, async () => {
      const image = await detailed(160, 120).jpeg({ progressive }).toBuffer();

      for (const left of [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98]) {
        await expectRejected(Buffer.from(image.subarray(0, Math.floor(image.length * left))), 'corrupt-image');
      }
    });
  }

  it('does not repair a JPEG that is cut off within its headers', async () => {
    const image = await quartered(16, 12).jpeg().toBuffer();
    const scan = image.lastIndexOf(Buffer.from([0xff, 0xda]));

    for (let length = 2; length < scan + 14; length += 1) {
      expect(repairScans(image.subarray(0, length), noEnd), `${length} bytes`).to.equal(undefined);
    }
  });

  it('does not take a JPEG for whole that lacks its last scans', async () => {
    const image = await detailed(160, 120).jpeg({ progressive: true }).toBuffer();
    const lastScan = image.lastIndexOf(Buffer.from([0xff, 0xda]));
    const lastTable = image.lastIndexOf(Buffer.from([0xff, 0xc4]), lastScan);

    expect(repairScans(image.subarray(0, lastTable), noEnd)).to.equal(undefined);
  });

  it('removes equal bytes before the end, and no others', async () => {
    const image = await quartered(160, 120).jpeg().toBuffer();
    const withSurplus = (surplus: Buffer) => Buffer.concat([image.subarray(0, -2), surplus, image.subarray(-2)]);
    const complaint = 'VipsJpeg: Corrupt JPEG data: 4 extraneous bytes before marker 0xd9';

    expect(repairScans(withSurplus(Buffer.alloc(4, 0x5a)), complaint)).to.deep.equal(image);
    expect(repairScans(withSurplus(Buffer.from([1, 2, 3, 4])), complaint)).to.equal(undefined);
  });

  it('removes any number of equal bytes before each restart', () => {
    const withSurplus = (...counts: number[]) => {
      const parts = counts.flatMap((count, index) => [0x12, 0xff, 0, ...Array(count).fill(0), 0xff, 0xd0 + index]);
      return Buffer.from([...parts, 0x34, 0xff, 0xd9]);
    };
    const complaint = 'VipsJpeg: Corrupt JPEG data: 3 extraneous bytes before marker 0xd1';

    expect(repairScans(withSurplus(0, 3, 5, 1), complaint)).to.deep.equal(withSurplus(0, 0, 0, 0));
  });

  it('repairs nothing that libjpeg reports as damage', async () => {
    const image = await quartered(160, 120).jpeg().toBuffer();

    expect(repairScans(image, 'VipsJpeg: Corrupt JPEG data: premature end of data segment')).to.equal(undefined);
  });
});

describe('jpeg', () => {
  it('accepts a comment of length 0, and a stray byte before the start', async () => {
    const image = await quartered(160, 120).jpeg().toBuffer();
    const comment = Buffer.from([0xff, 0xfe, 0, 0]);
    const withComment = Buffer.concat([image.subarray(0, 2), comment, image.subarray(2)]);

    expect(await thumbnailOf(withComment)).to.deep.equal(await thumbnailOf(Buffer.from(image)));
    expect(await thumbnailOf(Buffer.concat([Buffer.from([0x0a]), image]))).to.deep.equal(await thumbnailOf(image));
  });

  it('names JPEG-LS', async () => {
    const image = await quartered(160, 120).jpeg().toBuffer();
    image[image.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xf7;

    await expectRejected(image, 'unsupported-format');
  });
});
