import { expect } from 'chai';
import sharp, { type Metadata } from 'sharp';
import { Variant } from '../../../../functions/thumbnail/contract/variant.ts';
import { Rejection } from '../../../../functions/thumbnail/errors.ts';
import { render } from '../../../../functions/thumbnail/rendering/render.ts';
import { expectError } from '../../../support/expect-error.ts';
import { places } from '../../../support/orientation-places.ts';
import { detailed, expectColour, expectQuartered, quartered } from '../../../support/pictures.ts';
import { limits, source } from '../../../support/render-one.ts';

const variant = Variant.parse({ name: 'thumbnail', width: 200, height: 200 });

async function thumbnailOf(image: Uint8Array, changed: Partial<Variant> = {}) {
  const { thumbnails } = await render(image, [{ ...variant, ...changed }], limits, source);
  const [thumbnail, ...more] = thumbnails;
  expect(more).to.deep.equal([]);
  if (!thumbnail) return expect.fail('expected a thumbnail');
  return thumbnail;
}

async function firstPixel(image: Uint8Array): Promise<number[]> {
  const pixels = await sharp(image).raw().toBuffer({ resolveWithObject: true });
  return [...pixels.data.subarray(0, pixels.info.channels)];
}

describe('render', () => {
  const picture = () => quartered(300, 200);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">
    <rect width="150" height="100" fill="rgb(220,40,40)"/><rect x="150" width="150" height="100" fill="rgb(40,180,60)"/>
    <rect y="100" width="150" height="100" fill="rgb(40,60,210)"/>
    <rect x="150" y="100" width="150" height="100" fill="rgb(240,210,40)"/></svg>`;

  // In this process sharp cannot read the facts of an SVG, since its loader is blocked.
  const sources: Array<[name: string, facts: Partial<Metadata> | undefined, draw: () => Promise<Uint8Array>]> = [
    ['a JPEG', { format: 'jpeg' }, () => picture().jpeg().toBuffer()],
    ['a progressive JPEG', { isProgressive: true }, () => picture().jpeg({ progressive: true }).toBuffer()],
    ['a CMYK JPEG', { space: 'cmyk' }, () => picture().toColourspace('cmyk').jpeg().toBuffer()],
    ['a PNG', { format: 'png' }, () => picture().png().toBuffer()],
    ['a PNG with a palette', { isPalette: true }, () => picture().png({ palette: true }).toBuffer()],
    ['a PNG of 16 bits a channel', { depth: 'ushort' }, () => picture().toColourspace('rgb16').png().toBuffer()],
    ['a WebP', { format: 'webp' }, () => picture().webp().toBuffer()],
    ['a GIF', { format: 'gif' }, () => picture().gif().toBuffer()],
    ['an AVIF', { compression: 'av1' }, () => picture().avif({ effort: 0 }).toBuffer()],
    ['a TIFF', { format: 'tiff' }, () => picture().tiff({ compression: 'lzw' }).toBuffer()],
    ['an SVG', undefined, async () => Buffer.from(svg)],
    [
      'an SVG after a byte order mark and a comment',
      undefined,
      async () => Buffer.from(`\ufeff<?xml version="1.0"?>\n<!-- quarters -->\n${svg}`),
    ],
  ];
  for (const [name, facts, draw] of sources) {
    it(`makes a WebP of 200 x 200 from ${name}`, async () => {
      const image = await draw();
      if (facts) expect(await sharp(image).metadata()).to.include(facts);

      const thumbnail = await thumbnailOf(image);

      expect(thumbnail).to.deep.include({ variant, contentType: 'image/webp', width: 200, height: 200 });
      const { format, width, height, space } = await sharp(thumbnail.data).metadata();
      expect({ format, width, height, space }).to.deep.equal({
        format: 'webp',
        width: 200,
        height: 200,
        space: 'srgb',
      });
      await expectQuartered(thumbnail.data);
    });
  }

  for (const [format, contentType, found] of [
    ['avif', 'image/avif', 'heif'],
    ['jpeg', 'image/jpeg', 'jpeg'],
    ['png', 'image/png', 'png'],
    ['webp', 'image/webp', 'webp'],
  ] as const) {
    it(`writes ${format}`, async () => {
      const thumbnail = await thumbnailOf(await picture().png().toBuffer(), { format });

      expect(thumbnail.contentType).to.equal(contentType);
      expect(await sharp(thumbnail.data).metadata()).to.include({ format: found, width: 200, height: 200 });
      await expectQuartered(thumbnail.data);
    });
  }

  for (const format of ['avif', 'jpeg', 'webp'] as const) {
    it(`writes ${format} smaller when its quality is lower`, async () => {
      const image = await detailed(300, 200).png().toBuffer();
      const size = { width: 50, height: 50 };
      const low = await thumbnailOf(image, { ...size, format, quality: 10 });
      const high = await thumbnailOf(image, { ...size, format, quality: 95 });

      expect(low.data.byteLength).to.be.below(high.data.byteLength);
    });
  }

  it('returns the size of the image as it is displayed', async () => {
    const turned = await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer();

    expect(await render(turned, [variant], limits, source)).to.include({ width: 200, height: 300 });
    expect(await render(Buffer.from(svg), [variant], limits, source)).to.include({ width: 300, height: 200 });
  });

  it('makes one thumbnail for each variant, in their order', async () => {
    const variants = [variant, { ...variant, name: 'tiny', width: 20, height: 10 }];

    const { thumbnails } = await render(await picture().png().toBuffer(), variants, limits, source);

    expect(thumbnails.map((it) => [it.variant.name, it.width, it.height])).to.deep.equal([
      ['thumbnail', 200, 200],
      ['tiny', 20, 10],
    ]);
  });

  for (const [orientation, place] of Object.entries(places)) {
    it(`turns a photo of EXIF orientation ${orientation} upright before fitting it`, async () => {
      const [width, height] = Number(orientation) < 5 ? [300, 150] : [150, 300];
      const stored = quartered(width, height, place).withMetadata({ orientation: Number(orientation) });

      const thumbnail = await thumbnailOf(await stored.jpeg().toBuffer(), { fit: 'inside' });

      expect(thumbnail).to.include({ width: 200, height: 100 });
      await expectQuartered(thumbnail.data);
    });
  }

  it('crops to the middle with fit cover', async () => {
    const image = await quartered(400, 100).png().toBuffer();

    await expectQuartered((await thumbnailOf(image)).data);
  });

  it('enlarges a tiny image with fit cover if that is asked for', async () => {
    const image = await quartered(6, 4).png().toBuffer();

    expect(await thumbnailOf(image, { withoutEnlargement: false })).to.include({ width: 200, height: 200 });
  });

  it('does not enlarge a tiny image with fit inside', async () => {
    const image = await quartered(6, 4).png().toBuffer();

    expect(await thumbnailOf(image, { fit: 'inside' })).to.include({ width: 6, height: 4 });
  });

  it('makes a thumbnail of a single pixel', async () => {
    const image = await quartered(1, 1).png().toBuffer();

    expect(await thumbnailOf(image)).to.include({ width: 1, height: 1 });
    expect(await thumbnailOf(image, { withoutEnlargement: false })).to.include({ width: 200, height: 200 });
  });

  const clear = () =>
    sharp({ create: { width: 9, height: 9, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer();

  for (const format of ['avif', 'png', 'webp'] as const) {
    it(`keeps transparency in ${format}`, async () => {
      const [, , , alpha] = await firstPixel((await thumbnailOf(await clear(), { format })).data);

      expect(alpha).to.equal(0);
    });
  }

  it('shows white through transparency in jpeg', async () => {
    expectColour(await firstPixel((await thumbnailOf(await clear(), { format: 'jpeg' })).data), [255, 255, 255], 2);
  });

  for (const format of ['gif', 'webp'] as const) {
    it(`shows only the first frame of an animated ${format}`, async () => {
      const others = ['black', 'white'].map((background) =>
        sharp({ create: { width: 300, height: 200, channels: 3, background } })
          .png()
          .toBuffer(),
      );
      const frames = await Promise.all([picture().png().toBuffer(), ...others]);
      const animated = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer();
      expect(await sharp(animated).metadata()).to.have.property('pages', 3);

      const { data } = await thumbnailOf(animated);

      expect(await sharp(data).metadata()).not.to.have.property('pages', 3);
      await expectQuartered(data);
    });
  }

  for (const format of ['avif', 'jpeg', 'png', 'webp'] as const) {
    it(`keeps place, time and camera of a photo out of ${format}`, async () => {
      const photo = await picture()
        .withIccProfile('p3')
        .withExif({ IFD0: { Model: 'Example' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
        .jpeg()
        .toBuffer();
      expect(await sharp(photo).metadata()).to.include.keys('exif', 'icc', 'xmp');

      const { data } = await thumbnailOf(photo, { format });

      expect(await sharp(data).metadata()).not.to.include.any.keys('exif', 'icc', 'xmp', 'iptc', 'comments');
      expect(Buffer.from(data).toString('latin1')).not.to.match(/Example|GPS|xmpmeta/);
    });
  }

  it('converts wide-gamut colours to sRGB', async () => {
    const colour = [250, 80, 40];
    const [r = 0, g = 0, b = 0] = colour;
    const solid = sharp({ create: { width: 9, height: 9, channels: 3, background: { r, g, b } } });
    const wide = await solid.withIccProfile('p3').png().toBuffer();
    // The numbers in the file differ, and mean the same only together with its profile.
    const stored = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
    expect(() => expectColour(stored.subarray(0, 3), colour, 10)).to.throw();

    const { data } = await thumbnailOf(wide, { format: 'png' });

    expectColour(await firstPixel(data), colour, 4);
  });

  it('rejects an image in a format that is off, and names those that are on', async () => {
    const gif = await picture().gif().toBuffer();

    const { message } = await expectError(Rejection, 'format-disabled', () =>
      render(gif, [variant], limits, { ...source, formats: ['jpeg', 'png'] }),
    );
    expect(message).to.contain('The image is gif').and.to.contain('jpeg, png');
  });
});
