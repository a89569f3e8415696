import { expect } from 'chai';
import sharp from 'sharp';
import { Variant } from '../../../../functions/thumbnail/contract/variant.ts';
import type { Decoder } from '../../../../functions/thumbnail/rendering/decoders/decoder.ts';
import { libvips } from '../../../../functions/thumbnail/rendering/decoders/libvips.ts';
import { formats } from '../../../../functions/thumbnail/rendering/formats/index.ts';
import { render } from '../../../../functions/thumbnail/rendering/render.ts';
import { renderImage } from '../../../../functions/thumbnail/rendering/render-image.ts';
import { detailed, expectColour, expectQuartered, quartered, svg } from '../../../support/pictures.ts';
import { limits, source } from '../../../support/render-one.ts';

const variantOf = (fields: object) => Variant.parse({ name: 'any', width: 100, height: 100, format: 'png', ...fields });

async function thumbnailOf(image: Uint8Array, ...all: object[]) {
  const { thumbnails } = await render(image, all.map(variantOf), { ...limits, pixels: 1e6 }, source);
  return thumbnails[0] ?? expect.fail('expected a thumbnail');
}

async function pixelsOf(image: Uint8Array) {
  const { data, info } = await sharp(image).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)];
}

describe('render, with the fields of a variant', () => {
  // Red, green and blue, from left to right.
  const stripes = () =>
    sharp(Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255]), { raw: { width: 3, height: 1, channels: 3 } })
      .resize(300, 100, { kernel: 'nearest', fit: 'fill' })
      .png()
      .toBuffer();

  for (const [position, colour] of [
    ['west', [255, 0, 0]],
    ['center', [0, 255, 0]],
    ['east', [0, 0, 255]],
  ] as const) {
    it(`keeps the part in the ${position}`, async () => {
      const at = await pixelsOf((await thumbnailOf(await stripes(), { position })).data);

      expectColour(at(50, 50).slice(0, 3), colour, 2);
    });
  }

  for (const position of ['attention', 'entropy']) {
    it(`keeps the part that is not empty by ${position}`, async () => {
      const busy = await detailed(100, 100).png().toBuffer();
      const image = sharp({ create: { width: 500, height: 100, channels: 3, background: 'white' } });
      const composed = await image
        .composite([{ input: busy, left: 380, top: 0 }])
        .png()
        .toBuffer();

      for (const others of [[], [{ name: 'other', width: 50 }]]) {
        const { data } = await thumbnailOf(Buffer.from(composed), { position }, ...others);

        expect((await sharp(data).stats()).channels[0]?.stdev).to.be.above(30);
      }
    });
  }

  it('frames the whole image with the background', async () => {
    const image = await quartered(200, 100).png().toBuffer();
    const framed = { fit: 'contain', background: '#10203040', position: 'south' };

    const at = await pixelsOf((await thumbnailOf(image, framed)).data);

    expect(at(50, 25)).to.deep.equal([16, 32, 48, 64]);
    expectColour(at(25, 60), [220, 40, 40, 255], 2);
    expectColour(at(75, 90), [240, 210, 40, 255], 2);
  });

  for (const channels of [1, 2] as const) {
    it(`frames a grey image of ${channels} channels with a colour`, async () => {
      const grey = sharp(Buffer.alloc(200 * 100 * channels, 255), { raw: { width: 200, height: 100, channels } });
      const image = await grey.toColourspace('b-w').png().toBuffer();
      expect(await sharp(image).metadata()).to.include({ space: 'b-w', channels });

      for (const format of ['png', 'jpeg']) {
        const { data } = await thumbnailOf(Buffer.from(image), { format, fit: 'contain', background: '#0000ff' });

        expectColour((await pixelsOf(data))(50, 5).slice(0, 3), [0, 0, 255], 2);
      }
    });
  }

  it('frames a GIF with a colour that its palette lacks', async () => {
    const image = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#888' } })
      .gif()
      .toBuffer();
    const framed = { format: 'source', fit: 'contain', background: '#0000ff' };

    const at = await pixelsOf((await thumbnailOf(image, framed)).data);

    expectColour(at(50, 5), [0, 0, 255, 255], 2);
  });

  it('gives a GIF the shades that its palette lacks', async () => {
    const lines = Array.from({ length: 200 * 200 }, (_, at) => (at % 2 === 0 ? 255 : 0));
    const image = await sharp(Buffer.from(lines), { raw: { width: 200, height: 200, channels: 1 } })
      .gif({ colours: 2 })
      .toBuffer();

    for (const animated of [false, true]) {
      const at = await pixelsOf((await thumbnailOf(Buffer.from(image), { format: 'source', animated })).data);

      expectColour(at(50, 50).slice(0, 3), [128, 128, 128], 10);
    }
  });

  it('does not enlarge an image within its frame unless that is asked for', async () => {
    const image = await quartered(20, 10).png().toBuffer();

    const small = await pixelsOf((await thumbnailOf(Buffer.from(image), { fit: 'contain' })).data);
    expect(small(39, 50)).to.deep.equal([255, 255, 255, 255]);
    expectColour(small(41, 46), [220, 40, 40, 255], 2);
    const large = await pixelsOf((await thumbnailOf(image, { fit: 'contain', withoutEnlargement: false })).data);
    expectColour(large(5, 30), [220, 40, 40, 255], 2);
  });

  it('stretches the image with fit fill', async () => {
    const { data, ...size } = await thumbnailOf(await quartered(400, 100).png().toBuffer(), { fit: 'fill' });

    expect(size).to.include({ width: 100, height: 100 });
    await expectQuartered(data);
  });

  it('shows the background through transparency in jpeg', async () => {
    const clear = sharp({ create: { width: 9, height: 9, channels: 4, background: '#ff000000' } });
    const asked = { format: 'jpeg', background: '#204060' };

    const at = await pixelsOf((await thumbnailOf(await clear.png().toBuffer(), asked)).data);

    expectColour(at(4, 4), [0x20, 0x40, 0x60, 255], 3);
  });

  it('frames the whole image with an opaque background in jpeg', async () => {
    const image = await quartered(200, 100).png().toBuffer();
    const framed = { fit: 'contain', format: 'jpeg', background: '#20406000' };

    const at = await pixelsOf((await thumbnailOf(image, framed)).data);

    expectColour(at(50, 10), [0x20, 0x40, 0x60, 255], 3);
  });

  for (const [format, tolerance] of [
    ['jpeg', 60],
    ['webp', 93],
    ['avif', 60],
  ] as const) {
    it(`keeps thin red lines on white red in ${format}`, async () => {
      const lines = Array.from({ length: 25 }, (_, line) => `<path d="M${line * 4 + 1} 0v100h1v-100z"/>`).join('');
      const image = svg(
        `<rect width="100" height="100" fill="#fff"/><g fill="#f00">${lines}</g>`,
        'viewBox="0 0 100 100"',
      );

      const at = await pixelsOf((await thumbnailOf(image, { format })).data);

      expectColour(at(49, 50).slice(0, 3), [255, 0, 0], tolerance);
      expectColour(at(51, 50).slice(0, 3), [255, 255, 255], tolerance);
    });
  }

  for (const format of ['avif', 'gif', 'jpeg', 'png', 'webp'] as const) {
    it(`keeps ${format} with format source`, async () => {
      const image = await quartered(300, 200).toFormat(format).toBuffer();

      const thumbnail = await thumbnailOf(image, { format: 'source' });

      expect(thumbnail).to.include({ format, contentType: `image/${format}`, width: 100, height: 100 });
      expect((await sharp(thumbnail.data).metadata()).format).to.equal(format === 'avif' ? 'heif' : format);
      await expectQuartered(thumbnail.data);
    });
  }

  it('makes a WebP of a TIFF and of an SVG with format source', async () => {
    const tiff = await thumbnailOf(await quartered(300, 200).tiff().toBuffer(), { format: 'source' });
    const drawn = await thumbnailOf(svg('<rect width="99" height="99"/>'), { format: 'source' });

    for (const thumbnail of [tiff, drawn]) {
      expect(thumbnail).to.include({ format: 'webp', contentType: 'image/webp' });
      expect((await sharp(thumbnail.data).metadata()).format).to.equal('webp');
    }
  });

  it('makes a thumbnail of an SVG that is far longer than high', async () => {
    const line = svg('<rect width="1200" height="4" fill="#f00"/>', 'width="1200" height="4"');

    const at = await pixelsOf((await thumbnailOf(line, { width: 200, height: 200 })).data);

    for (const place of [0, 100, 199]) expectColour(at(100, place), [255, 0, 0, 255], 2);
  });

  it('draws a small SVG sharply at the size of the thumbnail', async () => {
    const icon = svg('<rect x="4" width="4" height="8"/>', 'width="8" height="8"');

    for (const others of [[], [{ name: 'other', width: 50 }]]) {
      const { data, ...size } = await thumbnailOf(icon, {}, ...others);

      expect(size).to.include({ width: 100, height: 100 });
      const at = await pixelsOf(data);
      expect(at(48, 50)[3]).to.equal(0);
      expect(at(51, 50)[3]).to.equal(255);
    }
  });

  it('decodes an image once, and makes each thumbnail as if it were alone', async () => {
    const image = await detailed(600, 400).ensureAlpha(0.5).png().toBuffer();
    const fields = [{ name: 'large', width: 300, fit: 'inside' }, { name: 'square' }, { name: 'tiny', width: 30 }];
    let decoded = 0;
    const counting: Decoder = {
      ...libvips,
      decode: (...given) => {
        decoded += 1;
        return libvips.decode(...given);
      },
    };
    const made = async (...some: object[]) => {
      const variants = some.map(variantOf);
      const { thumbnails } = await renderImage(counting, formats.png, Buffer.from(image), 'png', variants, {
        ...limits,
        pixels: 1e6,
      });
      return Promise.all(thumbnails.map(({ data }) => sharp(data).raw().toBuffer()));
    };

    const together = await made(...fields);

    expect(decoded).to.equal(1);
    for (const [index, some] of fields.entries()) {
      const [alone = expect.fail()] = await made(some);
      const differences = alone.map((value, at) => Math.abs(value - (together[index]?.[at] ?? Number.NaN)));
      expect(together[index]).to.have.length(alone.length);
      expect(differences.reduce((sum, it) => sum + it, 0) / alone.length).to.be.below(3);
    }
  });

  for (const format of ['avif', 'jpeg', 'png', 'webp'] as const) {
    it(`lets no hidden colour of clear parts into the edges of a ${format}`, async () => {
      const shape = Buffer.alloc(300 * 300 * 4);
      for (let at = 0; at < shape.length; at += 4) {
        const isShown = (at / 4) % 300 < 150;
        shape.set(isShown ? [255, 0, 0, 255] : [0, 255, 0, 0], at);
      }
      const image = await sharp(shape, { raw: { width: 300, height: 300, channels: 4 } })
        .png()
        .toBuffer();

      for (const others of [[], [{ name: 'other', width: 200 }]]) {
        const { data } = await thumbnailOf(Buffer.from(image), { format, width: 33, height: 33 }, ...others);

        const at = await pixelsOf(data);
        const greens = Array.from({ length: 33 }, (_, x) => at(x, 16)).filter(
          ([, green = 0, blue = 0, alpha = 0]) => alpha > 40 && green > blue + 40,
        );
        expect(greens).to.deep.equal([]);
      }
    });
  }

  it('sharpens edges', async () => {
    const image = await quartered(300, 300).png().toBuffer();
    const contrastOf = async (fields: object) =>
      (
        await sharp((await thumbnailOf(Buffer.from(image), fields)).data)
          .greyscale()
          .stats()
      ).channels[0]?.max ?? 0;

    expect(await contrastOf({ sharpen: true })).to.be.above(await contrastOf({}));
  });

  it('writes a smaller WebP with more effort', async () => {
    const image = await detailed(300, 300).png().toBuffer();
    const bytesWith = async (effort: number) =>
      (await thumbnailOf(Buffer.from(image), { format: 'webp', effort })).data.byteLength;

    expect(await bytesWith(6)).to.be.below(await bytesWith(0));
  });
});
