import { expect } from 'chai';
import fc from 'fast-check';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import { inspectBmp } from '../../../../../functions/thumbnail/rendering/formats/bmp/inspect-bmp.ts';
import { rewritingOfDds } from '../../../../../functions/thumbnail/rendering/formats/dds/rewriting-of-dds.ts';
import { rewritingOfFits } from '../../../../../functions/thumbnail/rendering/formats/fits/rewriting-of-fits.ts';
import type { Format, Inspection } from '../../../../../functions/thumbnail/rendering/formats/format.ts';
import { formats, isSourceFormat, loadersOf } from '../../../../../functions/thumbnail/rendering/formats/index.ts';
import { withRewriting } from '../../../../../functions/thumbnail/rendering/formats/magick-format.ts';
import { preparedSvg } from '../../../../../functions/thumbnail/rendering/formats/svg/prepared-svg.ts';
import { rewritingOfTga } from '../../../../../functions/thumbnail/rendering/formats/tga/rewriting-of-tga.ts';
import { gifOfFrames, tiffOfPages, webpOfFrames } from '../../../../support/many-frames.ts';
import { quartered } from '../../../../support/pictures.ts';

/** The trailer of a GIF, and the extension that makes its background transparent. */
const maxEndBytes = 10;

/** The comment that lets libvips find the root of an SVG. */
const maxHintBytes = 11;

/** The formats, with the code that only the isolated programs contain. */
const complete = {
  ...formats,
  bmp: { ...formats.bmp, inspect: inspectBmp },
  dds: withRewriting(formats.dds, rewritingOfDds),
  fits: withRewriting(formats.fits, rewritingOfFits),
  svg: preparedSvg,
  tga: withRewriting(formats.tga, rewritingOfTga),
};

describe('formats', () => {
  it('inspects any bytes, and any part of an image, adding little more than an end that is missing', async () => {
    const bigTiff = Buffer.from('II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff', 'latin1');
    const images = [
      tiffOfPages(3),
      bigTiff,
      gifOfFrames(3),
      webpOfFrames(3),
      await quartered(8, 8).png().toBuffer(),
      await quartered(8, 8).jpeg().toBuffer(),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...images),
        fc.nat(800),
        fc.uint8Array({ maxLength: 40 }),
        fc.constantFrom(...Object.entries<Format>(complete)),
        (image, length, ending, [name, format]) => {
          const given = Buffer.concat([image.subarray(0, length), ending]);
          const inspection = inspectionOf(format, given);

          // Two bytes of UTF-16 become up to three of UTF-8, and the root may need a hint.
          const max = name === 'svg' ? given.length * 1.5 + maxHintBytes : given.length + maxEndBytes;
          expect(inspection?.image.length ?? 0).to.be.at.most(max);
          expect(inspection?.metadataBytes ?? 0).to.be.at.most(given.length);
        },
      ),
    );
  });
});

describe('isSourceFormat', () => {
  it('is true of every format, and of nothing else', () => {
    expect(Object.keys(formats).every(isSourceFormat)).to.equal(true);
    expect([undefined, '', 'pdf', 'mp4', 'toString'].some(isSourceFormat)).to.equal(false);
  });
});

describe('loadersOf', () => {
  it('names the loaders of isolated formats separately from all others', () => {
    const [isolated, others] = [loadersOf({ isIsolated: true }), loadersOf({ isIsolated: false })];

    expect(isolated).to.deep.equal(['VipsForeignLoadSvg']);
    const byLibvips = Object.values<Format>(formats).flatMap(({ loader }) =>
      typeof loader === 'string' ? [loader] : [],
    );
    expect([...isolated, ...others]).to.have.members(byLibvips);
  });
});

/** An image may be rejected while it is inspected, and nothing else may be thrown. */
function inspectionOf(format: Format, image: Buffer): Inspection | undefined {
  try {
    return format.inspect(image);
  } catch (error) {
    if (error instanceof Rejection) return undefined;
    throw error;
  }
}
