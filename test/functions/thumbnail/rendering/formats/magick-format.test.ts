import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { render } from '../../../../../functions/thumbnail/rendering/render.ts';
import { root } from '../../../../../scripts/cli/project-root.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';
import { expectColour, expectQuartered, quartered } from '../../../../support/pictures.ts';
import { limits, source, variant } from '../../../../support/render-one.ts';

const files = readdirSync(path.join(root, 'test', 'fixtures', 'formats')).filter((file) =>
  file.startsWith('quartered'),
);

const sizes: Partial<Record<string, { width: number; height: number }>> = {
  '.heic': { width: 160, height: 120 },
  '.icns': { width: 128, height: 128 },
};

describe('magickFormat', () => {
  for (const key of files) {
    it(`shows ${key}, of the size that its header says`, async () => {
      const { thumbnails, ...size } = await render(await imageFixture(key), [variant], limits, { ...source, key });

      expect(size).to.deep.equal(sizes[path.extname(key)] ?? { width: 32, height: 24 });
      await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
    });

    it(`rejects ${key}, cut off near its beginning, in its middle, and at its end`, async () => {
      const image = await imageFixture(key);

      for (const length of [30, Math.round(image.length / 2), image.length - 1]) {
        const cutOff = Buffer.from(image.subarray(0, length));
        const { message } = await expectError(Rejection, 'corrupt-image', () =>
          render(cutOff, [variant], limits, { ...source, key }),
        );
        expect(message).to.not.match(/offset|@ error|\/tmp/);
      }
    });
  }

  for (const [key, quarters] of [
    ['grey-quarters.fits', [60, 120, 180, 255]],
    ['grey-quarters-with-alpha.j2k', [60, 120, 180, 255]],
    ['grey-quarters-called-ycc.jp2', [60, 120, 180, 255]],
    ['grey-quarters-with-profile.avif', [60, 120, 180, 255]],
    ['grey-quarters-lossy-with-profile.jxl', [60, 120, 180, 255]],
    ['grey-quarters-with-profile.jxl', [60, 120, 180, 255]],
    ['grey-quarters.tga', [60, 120, 180, 255]],
    ['black-quarter.pcx', [0, 255, 255, 255]],
    ['black-quarter.pct', [0, 255, 255, 255]],
    ['black-quarter.xbm', [0, 255, 255, 255]],
  ] as const) {
    it(`shows ${key}, which is grey`, async () => {
      const { thumbnails } = await render(await imageFixture(key), [variant], limits, { ...source, key });

      const grey = await sharp(thumbnails[0]?.data).removeAlpha().toColourspace('b-w').raw().toBuffer();
      const shown = [5 * 20 + 5, 5 * 20 + 15, 15 * 20 + 5, 15 * 20 + 15].map((at) => grey.at(at) ?? Number.NaN);
      expectColour(shown, quarters, 2);
    });
  }

  for (const key of ['quartered-no-alpha.tga', 'quartered-fourth-byte.bmp', 'no-opaque-pixel.bmp']) {
    it(`shows ${key} as opaque, because its alpha means nothing`, async () => {
      const { thumbnails } = await render(await imageFixture(key), [variant], limits, { ...source, key });

      expect((await sharp(thumbnails[0]?.data).stats()).isOpaque).to.equal(true);
    });
  }

  it('shows a document with more layers than other formats may have images', async () => {
    const { thumbnails } = await render(withLayers(await imageFixture('quartered.psd'), 20), [variant], limits, source);

    await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
  });

  it('turns a JPEG XL that is stored on its side', async () => {
    const { thumbnails, ...size } = await render(await imageFixture('turned.jxl'), [variant], limits, source);

    expect(size).to.deep.equal({ width: 32, height: 24 });
    await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
  });

  it('shows a top-down BMP with run-length encoding', async () => {
    const { thumbnails } = await render(await imageFixture('runs-from-the-top.bmp'), [variant], limits, source);

    await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
  });

  it('rejects a BMP with run-length encoding that is cut off', async () => {
    const image = (await imageFixture('runs-from-the-top.bmp')).subarray(0, -40);

    await expectError(Rejection, 'corrupt-image', () => render(image, [variant], limits, source));
  });

  it('shows the largest image of an icon, and of a cursor', async () => {
    const icon = await iconOf(1, 16, 24, 8);
    const cursor = await iconOf(2, 16, 24, 8);

    for (const image of [icon, cursor]) {
      const { thumbnails, ...size } = await render(image, [variant], limits, source);
      expect(size).to.deep.equal({ width: 24, height: 24 });
      await expectQuartered(thumbnails[0]?.data ?? Buffer.of());
    }
  });
});

/** A Photoshop document with this many empty layers. */
function withLayers(psd: Buffer, count: number): Buffer {
  const headerBytes = 26;
  const resourcesAt = headerBytes + 4 + psd.readUInt32BE(headerBytes);
  const layersAt = resourcesAt + 4 + psd.readUInt32BE(resourcesAt);
  const layer = Buffer.concat([
    Buffer.alloc(18),
    Buffer.from('8BIMnorm\xff\0\0\0', 'latin1'),
    Buffer.from([0, 0, 0, 12]),
    Buffer.alloc(12),
  ]);
  const lengthAndCount = Buffer.alloc(6);
  lengthAndCount.writeUInt32BE(2 + count * layer.length);
  lengthAndCount.writeInt16BE(count, 4);
  const info = Buffer.concat([lengthAndCount, ...Array<Buffer>(count).fill(layer)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(info.length);
  const mergedAt = layersAt + 4 + psd.readUInt32BE(layersAt);
  return Buffer.concat([psd.subarray(0, layersAt), length, info, psd.subarray(mergedAt)]);
}

/** An icon (1) or a cursor (2) with PNGs of these sizes. Only the largest is quartered. */
async function iconOf(type: number, ...sides: number[]): Promise<Buffer> {
  const largest = Math.max(...sides);
  const images = await Promise.all(
    sides.map((side) => {
      const plain = sharp({ create: { width: side, height: side, channels: 4, background: 'black' } });
      return side === largest ? quartered(side, side).ensureAlpha().png().toBuffer() : plain.png().toBuffer();
    }),
  );
  const directory = Buffer.alloc(6 + 16 * images.length);
  directory.writeUInt16LE(type, 2);
  directory.writeUInt16LE(images.length, 4);
  let at = directory.length;
  for (const [index, image] of images.entries()) {
    const entry = 6 + index * 16;
    directory.set([sides[index] ?? 0, sides[index] ?? 0], entry);
    // In a cursor, these fields hold the hotspot.
    directory.writeUInt16LE(1, entry + 4);
    directory.writeUInt16LE(type === 1 ? 32 : 3, entry + 6);
    directory.writeUInt32LE(image.length, entry + 8);
    directory.writeUInt32LE(at, entry + 12);
    at += image.length;
  }
  return Buffer.concat([directory, ...images]);
}
