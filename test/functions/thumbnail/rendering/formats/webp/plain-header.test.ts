import { expect } from 'chai';
import type { WebpOptions } from 'sharp';
import { libvips } from '../../../../../../functions/thumbnail/rendering/decoders/libvips.ts';
import { plainHeader } from '../../../../../../functions/thumbnail/rendering/formats/webp/plain-header.ts';
import { quartered } from '../../../../../support/pictures.ts';

const opaque = () => quartered(40, 30);

describe('plainHeader', () => {
  for (const [kind, picture, options] of [
    ['lossy', opaque, {}],
    ['lossless', opaque, { lossless: true }],
    ['lossless, with alpha,', () => opaque().ensureAlpha(0.5), { lossless: true }],
  ] as const satisfies readonly [string, typeof opaque, WebpOptions][]) {
    it(`reads the header of a ${kind} picture that libvips reads`, async () => {
      const webp = await picture().webp(options).toBuffer();

      expect(plainHeader(webp)).to.deep.equal(await libvips.readHeader(webp));
    });
  }

  it('leaves a picture with a profile, or with alpha in a chunk of its own, to libvips', async () => {
    const profiled = await opaque().withIccProfile('p3').webp().toBuffer();
    const clear = await opaque().ensureAlpha(0.5).webp().toBuffer();

    expect([profiled, clear].map(plainHeader)).to.deep.equal([undefined, undefined]);
  });

  for (const [what, lossless, at, value] of [
    ['a lossy picture without its signature', false, 23, 0],
    ['a lossy picture that is not a key frame', false, 20, 1],
    ['a lossless picture without its signature', true, 20, 0],
  ] as const) {
    it(`leaves ${what} to libvips, which rejects it`, async () => {
      const webp = await opaque().webp({ lossless }).toBuffer();
      webp.writeUInt8(value, at);

      expect(plainHeader(webp)).to.equal(undefined);
    });
  }

  it('leaves a lossy picture without a width to libvips', async () => {
    const webp = await opaque().webp().toBuffer();
    webp.writeUInt16LE(0, 26);

    expect(plainHeader(webp)).to.equal(undefined);
  });
});
