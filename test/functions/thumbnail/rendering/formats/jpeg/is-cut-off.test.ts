import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { JpegOptions } from 'sharp';
import { isCutOff } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/is-cut-off.ts';
import { jpegSegments } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/segments.ts';
import { sequentialScan } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/sequential-scan.ts';
import { detailed } from '../../../../../support/pictures.ts';
import { expectRejected } from '../../../../../support/render-one.ts';

const restarts = path.resolve(import.meta.dirname, '../../../../../fixtures/restarts');
const endOfImage = Buffer.from([0xff, 0xd9]);

function seemsCutOff(jpeg: Buffer): boolean {
  const scan = sequentialScan(jpeg, jpegSegments(jpeg));
  return scan !== undefined && isCutOff(jpeg, scan);
}

/** The picture without the last bytes of its data, and then an end as if it were whole. */
function withoutLast(bytes: number, jpeg: Buffer): Buffer {
  const end = jpeg.lastIndexOf(endOfImage);
  return Buffer.concat([jpeg.subarray(0, end - bytes), endOfImage]);
}

describe('isCutOff', () => {
  const kinds: Record<string, JpegOptions> = {
    'as sharp writes it': {},
    'of full colour': { chromaSubsampling: '4:4:4' },
    'of full detail': { quality: 100 },
    'with tables of its own': { optimiseCoding: true },
  };
  for (const [name, options] of Object.entries(kinds)) {
    it(`finds that a JPEG ${name} lacks blocks of its last row`, async () => {
      const image = await detailed(160, 120).jpeg(options).toBuffer();

      expect(seemsCutOff(image)).to.equal(false);
      for (const bytes of [2, 5, 11, 40])
        expect(seemsCutOff(withoutLast(bytes, image)), `${bytes} bytes`).to.equal(true);
    });

    it(`takes a JPEG ${name} for whole, whatever its size`, async () => {
      for (const [width, height] of [
        [1, 1],
        [8, 8],
        [17, 9],
        [33, 250],
        [301, 143],
      ] as const) {
        expect(seemsCutOff(await detailed(width, height).jpeg(options).toBuffer())).to.equal(false);
      }
    });
  }

  it('finds missing blocks behind restarts, and no others', async () => {
    for (const file of (await readdir(restarts)).filter((name) => name.endsWith('.jpg'))) {
      const image = await readFile(path.join(restarts, file));

      expect(seemsCutOff(image), file).to.equal(false);
      expect(seemsCutOff(withoutLast(6, image)), file).to.equal(true);
    }
  });

  it('does not take what follows the picture for its end', async () => {
    const image = await detailed(160, 120).jpeg().toBuffer();
    const gainMap = await detailed(40, 30).jpeg({ optimiseCoding: true, quality: 30 }).toBuffer();

    expect(seemsCutOff(Buffer.concat([image, gainMap]))).to.equal(false);
    expect(seemsCutOff(Buffer.concat([image.subarray(0, -2), Buffer.alloc(5), endOfImage]))).to.equal(false);
  });
});

describe('jpeg', () => {
  it('rejects a picture that ends within its last row', async () => {
    await expectRejected(withoutLast(5, await detailed(160, 120).jpeg().toBuffer()), 'corrupt-image');
  });
});
