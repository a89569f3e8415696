import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import sharp, { type JpegOptions } from 'sharp';
import { keepDcCoefficients } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/keep-dc-coefficients.ts';
import {
  isScan,
  type JpegSegment,
  jpegSegments,
} from '../../../../../../functions/thumbnail/rendering/formats/jpeg/segments.ts';
import { sequentialScan } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/sequential-scan.ts';
import { detailed, jpegSizes } from '../../../../../support/pictures.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../../fixtures');
const restarts = path.join(fixtures, 'restarts');

/** Decodes at an eighth of the size, as `shrinkOnLoad` says. */
function pixelsOf(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg, { failOn: 'warning' }).resize(12, 9, { fit: 'fill' }).raw().toBuffer();
}

function filtered(jpeg: Buffer): Buffer {
  const scan = sequentialScan(jpeg, jpegSegments(jpeg));
  return scan ? keepDcCoefficients(jpeg, scan) : jpeg;
}

async function expectSamePixels(jpeg: Buffer): Promise<void> {
  const kept = filtered(jpeg);
  expect(kept.length).to.be.below(jpeg.length);
  expect(await pixelsOf(kept)).to.deep.equal(await pixelsOf(jpeg));
}

/** Noise, of which nothing can be predicted. */
function noise(width: number, height: number) {
  return sharp({
    create: { width, height, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  });
}

function startOfData(jpeg: Buffer): number {
  return [...jpegSegments(jpeg)].find(isScan)?.end ?? 0;
}

/** The JPEG with tables that have these numbers of codes of each length, and this data. */
function withCodes(jpeg: Buffer, counts: readonly number[], data: Buffer): Buffer {
  const symbols = Array.from({ length: counts.reduce((sum, count) => sum + count) }, (_, index) => (index * 7) & 0xff);
  const table = Buffer.from([...counts, ...symbols]);
  const tables = [0x00, 0x01, 0x10, 0x11].map((id) =>
    Buffer.concat([Buffer.from([0xff, 0xc4, 0, table.length + 3, id]), table]),
  );
  const isTables = ({ marker }: JpegSegment) => marker === 0xc4;
  const others = [...jpegSegments(jpeg)].filter((segment) => !isTables(segment) && segment.end <= startOfData(jpeg));
  const parts = others.map(({ start, end }) => jpeg.subarray(start, end));
  return Buffer.concat([jpeg.subarray(0, 2), ...tables, ...parts, data, jpeg.subarray(-2)]);
}

describe('keepDcCoefficients', () => {
  const kinds: Record<string, JpegOptions> = {
    'as sharp writes it': {},
    'of full colour': { chromaSubsampling: '4:4:4' },
    'of little detail': { quality: 30 },
    'of full detail': { quality: 100 },
    'with tables of its own': { optimiseCoding: true, quality: 60 },
  };
  for (const [name, options] of Object.entries(kinds)) {
    it(`keeps every pixel of a JPEG ${name}, whatever its size`, async () => {
      for (const [width, height] of jpegSizes) {
        await expectSamePixels(await detailed(width, height).jpeg(options).toBuffer());
      }
    });
  }

  for (const sampling of ['4-1-1', '4-2-2', '4-4-0', 'mixed', 'thirds']) {
    it(`keeps every pixel of sampling ${sampling}`, async () => {
      await expectSamePixels(await readFile(path.join(fixtures, 'sequential', `${sampling}.jpg`)));
    });
  }

  it('keeps every pixel in grey', async () => {
    await expectSamePixels(await detailed(203, 149).greyscale().jpeg().toBuffer());
  });

  it('keeps every pixel in CMYK, where all components have the same tables', async () => {
    await expectSamePixels(await detailed(603, 549).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer());
  });

  it('keeps every pixel of data that is read in several parts', async () => {
    await expectSamePixels(await noise(1200, 900).jpeg({ quality: 97 }).toBuffer());
  });

  it('keeps every pixel of any noise at any quality', async () => {
    const sizes = fc.tuple(fc.integer({ min: 110, max: 700 }), fc.integer({ min: 90, max: 700 }));
    const options = fc.record({
      quality: fc.integer({ min: 1, max: 100 }),
      chromaSubsampling: fc.constantFrom('4:2:0', '4:4:4'),
      optimiseCoding: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(sizes, options, async ([width, height], jpeg) => {
        const image = await noise(width, height).jpeg(jpeg).toBuffer();
        expect(await pixelsOf(filtered(image))).to.deep.equal(await pixelsOf(image));
      }),
      { numRuns: 30 },
    );
  });

  it('returns a JPEG with hardly any coefficients as it is', async () => {
    const jpeg = await detailed(640, 480).jpeg({ quality: 2 }).toBuffer();

    expect(filtered(jpeg)).to.equal(jpeg);
  });

  it('returns a JPEG with restarts as it is', async () => {
    for (const file of (await readdir(restarts)).filter((name) => name.endsWith('.jpg'))) {
      const jpeg = await readFile(path.join(restarts, file));

      expect(filtered(jpeg), file).to.equal(jpeg);
    }
  });

  it('returns a JPEG that is cut off as it is, whether it has been given an end or not', async () => {
    const jpeg = await detailed(203, 149).jpeg().toBuffer();
    expect(filtered(jpeg)).not.to.equal(jpeg);

    for (let length = startOfData(jpeg); length < jpeg.length - 2; length += 71) {
      const cut = jpeg.subarray(0, length);
      const ended = Buffer.concat([cut, jpeg.subarray(-2)]);
      expect(filtered(cut), `cut off after ${length} bytes`).to.equal(cut);
      expect(filtered(ended), `ended after ${length} bytes`).to.equal(ended);
    }
  });

  it('returns a JPEG with more data than its blocks as it is', async () => {
    const jpeg = await detailed(203, 149).jpeg().toBuffer();
    const longer = Buffer.concat([jpeg.subarray(0, -2), Buffer.alloc(9, 0x55), jpeg.subarray(-2)]);

    expect(filtered(longer)).to.equal(longer);
  });

  it('keeps every pixel of a JPEG with a changed byte, or returns it as it is', async () => {
    const jpeg = await detailed(400, 300).jpeg({ quality: 90, optimiseCoding: true }).toBuffer();
    let unchanged = 0;
    for (let at = startOfData(jpeg); at < jpeg.length - 2; at += Math.ceil(jpeg.length / 100)) {
      const damaged = Buffer.from(jpeg);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
      const pixels = await pixelsOf(damaged).catch(() => undefined);
      expect(await pixelsOf(filtered(damaged)).catch(() => undefined), `damaged at ${at}`).to.deep.equal(pixels);
      if (filtered(damaged) === damaged) unchanged += 1;
    }
    expect(unchanged).to.be.within(20, 80);
  });

  it('reads any tables and any data', async () => {
    const jpeg = await detailed(1203, 149).jpeg().toBuffer();
    const counts = fc.array(fc.nat(3), { minLength: 16, maxLength: 16 });
    const data = fc.uint8Array({ minLength: 20_000, maxLength: 40_000, max: 0xfe });
    fc.assert(
      fc.property(counts, data, (lengths, bytes) => {
        expect(() => filtered(withCodes(jpeg, lengths, Buffer.from(bytes)))).not.to.throw();
      }),
      { numRuns: 100 },
    );
  });
});
