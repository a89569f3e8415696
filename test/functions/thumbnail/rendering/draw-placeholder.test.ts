import { expect } from 'chai';
import sharp from 'sharp';
import { thumbHashToApproximateAspectRatio, thumbHashToRGBA } from 'thumbhash';
import { Variant } from '../../../../functions/thumbnail/contract/variant.ts';
import { render } from '../../../../functions/thumbnail/rendering/render.ts';
import { quartered, svg } from '../../../support/pictures.ts';
import { limits, source } from '../../../support/render-one.ts';

const square = Variant.parse({ name: 'square', width: 20, height: 20 });

async function placeholderOf(image: Uint8Array) {
  const { placeholder } = await render(image, [square], limits, { ...source, wantsPlaceholder: true });
  return placeholder ?? expect.fail('expected a placeholder');
}

/** The mean colour of a part of a ThumbHash, from 0 to 1. */
async function colourIn(thumbHash: string, left: number, top: number): Promise<number[]> {
  const { w, h, rgba } = thumbHashToRGBA(Buffer.from(thumbHash, 'base64'));
  const part = { left: Math.floor(left * w), top: Math.floor(top * h), width: w >> 2, height: h >> 2 };
  const picture = sharp(Buffer.from(rgba), { raw: { width: w, height: h, channels: 4 } });
  const mean = await picture.extract(part).png().toBuffer();
  return (await sharp(mean).stats()).channels.map((channel) => channel.mean);
}

describe('drawPlaceholder', () => {
  it('shows the whole upright image, although its thumbnail is cropped', async () => {
    // The orientation maps the stored picture to the upright one.
    const stored = quartered(150, 300, (x, y) => [1 - y, x]).withMetadata({ orientation: 6 });

    const { thumbHash, width, height } = await placeholderOf(await stored.jpeg().toBuffer());

    expect({ width, height }).to.deep.equal({ width: 300, height: 150 });
    expect(thumbHashToApproximateAspectRatio(Buffer.from(thumbHash, 'base64'))).to.be.closeTo(2, 0.6);
    const [red = 0, green = 0] = await colourIn(thumbHash, 0, 0);
    const [otherRed = 0, otherGreen = 0] = await colourIn(thumbHash, 0.75, 0);
    const blues = await Promise.all([0, 0.75].map(async (left) => (await colourIn(thumbHash, left, 0.75))[2] ?? 0));
    // A ThumbHash is blurred: red is at the top left, green at the top right, blue at the bottom left.
    expect(red - green).to.be.above(otherRed - otherGreen + 60);
    expect(blues[0]).to.be.above((blues[1] ?? 0) + 60);
  });

  it('keeps transparency', async () => {
    const clear = sharp({ create: { width: 30, height: 20, channels: 4, background: '#ff000000' } });

    const { thumbHash, colour } = await placeholderOf(await clear.png().toBuffer());

    expect((await colourIn(thumbHash, 0.5, 0.5))[3]).to.be.below(20);
    expect(colour).to.equal('#ffffff');
  });

  it('is made of an image in a process of its own, too', async () => {
    const drawn = svg('<rect width="160" height="120" fill="#204060"/>');

    expect(await placeholderOf(drawn)).to.include({ colour: '#204060', width: 160, height: 120 });
  });

  it('is not made unless it is asked for', async () => {
    const rendered = await render(await quartered(30, 20).png().toBuffer(), [square], limits, source);

    expect(rendered).not.to.have.property('placeholder');
  });
});
