import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { asSequential } from '../../../../../../functions/thumbnail/rendering/formats/jpeg/as-sequential.ts';
import {
  isScan,
  type JpegSegment,
  jpegSegments,
} from '../../../../../../functions/thumbnail/rendering/formats/jpeg/segments.ts';
import { untilTruncated } from '../../../../../../functions/thumbnail/rendering/formats/until-truncated.ts';
import { detailed, jpegSizes } from '../../../../../support/pictures.ts';
import { expectRejected } from '../../../../../support/render-one.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../../fixtures/progressive');

/** Decodes at an eighth of the size, as `shrinkOnLoad` says. */
function pixelsOf(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg, { failOn: 'warning' }).resize(12, 9, { fit: 'fill' }).raw().toBuffer();
}

function filtered(jpeg: Buffer): Buffer {
  const segments: JpegSegment[] = [];
  untilTruncated(() => {
    for (const segment of jpegSegments(jpeg)) segments.push(segment);
  });
  return asSequential(jpeg, segments);
}

async function expectSamePixels(jpeg: Buffer): Promise<void> {
  const kept = filtered(jpeg);
  expect(kept).not.to.equal(jpeg);
  expect(await pixelsOf(kept)).to.deep.equal(await pixelsOf(jpeg));
}

/** The scans of a JPEG, from their data to the next marker. */
function scansOf(jpeg: Buffer) {
  const segments = [...jpegSegments(jpeg)];
  return segments.flatMap((segment, index) => {
    if (!isScan(segment)) return [];
    const [from, bits] = [jpeg.readUInt8(segment.end - 3), jpeg.readUInt8(segment.end - 1)];
    return [{ start: segment.end, end: segments[index + 1]?.start ?? 0, isAc: from > 0, isRefinement: bits > 15 }];
  });
}

describe('asSequential', () => {
  for (const sampling of ['4-4-4', '4-2-2', '4-2-0', '4-4-0', '4-1-1', 'mixed', 'thirds']) {
    for (const script of ['one-scan-each', 'many-scans']) {
      it(`keeps every pixel of a JPEG of sampling ${sampling} in ${script}`, async () => {
        await expectSamePixels(await readFile(path.join(fixtures, `${sampling}-${script}.jpg`)));
      });
    }
  }

  it('keeps every pixel of a grey JPEG', async () => {
    await expectSamePixels(await readFile(path.join(fixtures, 'grey.jpg')));
  });

  for (const [name, options] of Object.entries({
    'as sharp writes it': {},
    'of full colour': { chromaSubsampling: '4:4:4' },
    'by the scans of mozjpeg': { mozjpeg: true },
    'of little detail': { quality: 5 },
    'of full detail': { quality: 100 },
  })) {
    it(`keeps every pixel of a JPEG ${name}, whatever its size`, async () => {
      for (const [width, height] of jpegSizes) {
        await expectSamePixels(
          await detailed(width, height)
            .jpeg({ progressive: true, ...options })
            .toBuffer(),
        );
      }
    });
  }

  it('keeps every pixel in CMYK', async () => {
    await expectSamePixels(await detailed(203, 149).toColourspace('cmyk').jpeg({ progressive: true }).toBuffer());
  });

  it('keeps every pixel of an image of more blocks than a run can state', async () => {
    const image = sharp({ create: { width: 4096, height: 1024, channels: 3, background: 'teal' } });

    await expectSamePixels(await image.jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer());
  });

  for (const [name, make] of Object.entries({
    'is not progressive': () => detailed(203, 149).jpeg().toBuffer(),
    'is coded arithmetically': () => readFile(path.join(fixtures, 'arithmetic.jpg')),
    'has restarts': () => readFile(path.join(fixtures, 'restarts.jpg')),
    'lacks lowest bits, so that libjpeg smooths it': () => readFile(path.join(fixtures, 'lowest-bits-missing.jpg')),
    'has no end': async () => (await readFile(path.join(fixtures, 'grey.jpg'))).subarray(0, -2),
  })) {
    it(`returns a JPEG that ${name} as it is`, async () => {
      const jpeg = await make();

      expect(filtered(jpeg)).to.equal(jpeg);
    });
  }

  const table = (id: number, counts: readonly number[]) =>
    Buffer.from(
      [0xff, 0xc4, 0, 19 + counts.reduce((sum, count) => sum + count), id, ...counts].concat(Array(99).fill(1)),
    );
  const codes = (...counts: number[]) => [...counts, ...Array<number>(16 - counts.length).fill(0)];
  const unusual: Record<string, Buffer> = {
    'a restart interval': Buffer.from([0xff, 0xdd, 0, 4, 0, 1]),
    'a restart interval of a wrong length': Buffer.from([0xff, 0xdd, 0, 5, 0, 0, 0]),
    'a table of a number that is not defined': table(0x08, codes(1)).subarray(0, 22),
    'a table that is longer than its segment': table(0x00, codes(0, 3)).subarray(0, 23),
    'a byte': Buffer.from([0x55]),
  };
  // The decoder sees these itself before the first scan.
  const unusualLater: Record<string, Buffer> = {
    'a quantization table': Buffer.from([0xff, 0xdb, 0, 67, 0, ...Array<number>(64).fill(1)]),
    'a segment that nothing defines': Buffer.from([0xff, 0xf7, 0, 2]),
  };
  for (const [name, bytes] of Object.entries({ ...unusual, ...unusualLater })) {
    it(`returns a JPEG that has ${name} between its scans as it is`, async () => {
      const jpeg = await readFile(path.join(fixtures, '4-4-4-one-scan-each.jpg'));
      const scans = [...jpegSegments(jpeg)].filter(isScan);
      for (const { start } of name in unusual ? scans : scans.slice(1)) {
        const changed = Buffer.concat([jpeg.subarray(0, start), bytes, jpeg.subarray(start)]);
        expect(filtered(changed)).to.equal(changed);
      }
    });
  }

  it('returns a JPEG with a code of ones as it is', async () => {
    const jpeg = await readFile(path.join(fixtures, '4-4-4-one-scan-each.jpg'));
    const start = [...jpegSegments(jpeg)].find(isScan)?.start ?? 0;
    const ones = table(0x00, codes(2)).subarray(0, 23);
    const changed = Buffer.concat([jpeg.subarray(0, start), ones, jpeg.subarray(start)]);

    expect(filtered(changed)).to.equal(changed);
  });

  it('returns a JPEG of no height, or of more pixels than there is memory, as it is', async () => {
    const jpeg = await readFile(path.join(fixtures, '4-2-0-one-scan-each.jpg'));
    const frame = [...jpegSegments(jpeg)].find(({ marker }) => marker === 0xc2)?.content ?? 0;
    for (const size of [0, 0xffff]) {
      const changed = Buffer.from(jpeg);
      changed.writeUInt16BE(size, frame + 1);
      changed.writeUInt16BE(0xffff, frame + 3);
      expect(filtered(changed)).to.equal(changed);
    }
  });

  it('returns a JPEG that is cut off anywhere as it is, whether it has been given an end or not', async () => {
    const jpeg = await readFile(path.join(fixtures, '4-4-4-many-scans.jpg'));
    const lastRefinement = scansOf(jpeg).findLast(({ isRefinement }) => isRefinement)?.start ?? 0;

    for (let length = 20; length < jpeg.length - 2; length += 7) {
      const cut = jpeg.subarray(0, length);
      const ended = Buffer.concat([cut, jpeg.subarray(-2)]);
      expect(filtered(cut), `cut off after ${length} bytes`).to.equal(cut);
      if (length <= lastRefinement) expect(filtered(ended), `ended after ${length} bytes`).to.equal(ended);
    }
  });

  it('leaves every complaint of libjpeg about a changed byte, where there are no refinements', async () => {
    const jpeg = await readFile(path.join(fixtures, '4-4-4-one-scan-each.jpg'));
    let complaints = 0;
    for (const { start, end } of scansOf(jpeg)) {
      for (let at = start; at < end; at += Math.ceil((end - start) / 20)) {
        const damaged = Buffer.from(jpeg);
        damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
        const pixels = await pixelsOf(damaged).catch(() => undefined);
        expect(await pixelsOf(filtered(damaged)).catch(() => undefined), `damaged at ${at}`).to.deep.equal(pixels);
        if (!pixels) complaints += 1;
      }
    }
    expect(complaints).to.be.above(20);
  });

  for (const [damage, bytes] of Object.entries({ 'a hole': Buffer.alloc(64), 'a marker': Buffer.from([0xff, 0xd0]) })) {
    it(`returns a JPEG with ${damage} in a refinement as it is`, async () => {
      const jpeg = await detailed(203, 149).jpeg({ progressive: true }).toBuffer();
      const { start = 0 } = scansOf(jpeg).findLast(({ isAc, isRefinement }) => isAc && isRefinement) ?? {};
      expect(filtered(jpeg)).not.to.equal(jpeg);
      jpeg.set(bytes, start + 20);

      expect(filtered(jpeg)).to.equal(jpeg);
    });
  }

  it('leaves a damaged JPEG rejected', async () => {
    const jpeg = await detailed(320, 240).jpeg({ progressive: true }).toBuffer();
    const scans = scansOf(jpeg).filter(({ isAc, isRefinement }) => isAc && !isRefinement);
    expect(scans.length).to.be.above(1);

    for (const { start, end } of scans) {
      await expectRejected(Buffer.concat([jpeg.subarray(0, (start + end) >> 1), jpeg.subarray(end)]), 'corrupt-image');
    }
  });
});
