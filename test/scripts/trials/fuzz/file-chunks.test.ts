import { expect } from 'chai';
import sharp from 'sharp';
import { addToLengths, fileChunks } from '../../../../scripts/trials/fuzz/file-chunks.ts';
import { sampleImages } from '../../../../scripts/trials/fuzz/sample-images.ts';

describe('fileChunks', () => {
  let images: ReadonlyMap<string, Buffer>;
  before(async () => {
    images = await sampleImages();
  });

  for (const [name, count] of [
    ['a PNG', 4],
    ['a WebP with transparency', 3],
    ['a JPEG', 5],
    ['an AVIF', 12],
    ['fuzz/runs-with-mask.icns', 4],
    ['formats/quartered.jp2', 5],
    ['fuzz/container.jxl', 3],
  ] as const) {
    it(`finds the chunks of ${name}, also those after one that is left out, once the lengths are corrected`, () => {
      const image = images.get(name) ?? Buffer.of();
      const chunks = fileChunks(image);
      expect(chunks).to.have.length.of.at.least(count);

      // The first box tells the format.
      for (const { start, end, lengths } of chunks.slice(1)) {
        const others = Buffer.from(image);
        addToLengths(others, lengths.slice(1), start - end);
        const left = fileChunks(Buffer.concat([others.subarray(0, start), others.subarray(end)]));
        const inside = chunks.filter((chunk) => chunk.start >= start && chunk.end <= end);
        expect(left).to.have.length(chunks.length - inside.length);
      }
    });
  }

  it('finds none in a format without chunks', () => {
    expect(fileChunks(images.get('a GIF') ?? Buffer.of())).to.deep.equal([]);
  });
});

describe('addToLengths', () => {
  it('corrects the lengths of a chunk and of those around it, so that a longer EXIF leaves the picture readable', async () => {
    const pixels = { create: { width: 8, height: 8, channels: 3 as const, background: 'red' } };
    const webp = await sharp(pixels)
      .withExif({ IFD0: { Model: 'Example' } })
      .webp()
      .toBuffer();
    const exif = fileChunks(webp).find(({ start }) => webp.toString('latin1', start, start + 4) === 'EXIF');
    if (!exif) throw new Error('The WebP has no EXIF.');
    const count = fileChunks(webp).length;
    addToLengths(webp, exif.lengths, 2);

    const longer = Buffer.concat([webp.subarray(0, exif.contentEnd), Buffer.alloc(2), webp.subarray(exif.contentEnd)]);

    expect(longer.readUInt32LE(4)).to.equal(longer.length - 8);
    expect(fileChunks(longer)).to.have.length(count);
  });

  it('wraps around where a field cannot hold the sum', () => {
    const image = Buffer.from([0x00, 0x01]);
    addToLengths(image, [{ at: 0, bytes: 2 }], -3);
    expect(image.readUInt16BE()).to.equal(0xfffe);
  });
});
