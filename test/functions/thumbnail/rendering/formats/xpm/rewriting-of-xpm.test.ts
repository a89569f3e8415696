import { expect } from 'chai';
import sharp from 'sharp';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { rewritingOfXpm } from '../../../../../../functions/thumbnail/rendering/formats/xpm/rewriting-of-xpm.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { thumbnailOf } from '../../../../../support/render-one.ts';

/** Writes an XPM with these colours of two characters first, and others up to 257. */
function xpmOf(rows: readonly string[], ...colours: readonly string[]): Buffer {
  const others = Array.from(
    { length: 257 - colours.length },
    (_, index) => `${index.toString(36).padStart(2, '0')} c #000`,
  );
  const strings = [`${(rows[0] ?? '').length / 2} ${rows.length} 257 2`, ...colours, ...others, ...rows];
  return Buffer.from(
    `/* XPM */\nstatic char *p[] = {\n${strings.map((text) => `"${text}"`).join(',\n')}\n};`,
    'latin1',
  );
}

const pixelsOf = async (image: Buffer) => [...(await sharp(rewritingOfXpm(image)?.image()).raw().toBuffer())];

describe('rewritingOfXpm', () => {
  it('shows more than 256 colours', async () => {
    const colours = ['aa c #ff8000', 'bb c #0080ff', 'cc c white', 'dd c Black'];
    const shown = await sharp(await thumbnailOf(xpmOf(['aabb', 'ccdd'], ...colours)))
      .raw()
      .toBuffer();

    expect([...shown]).to.deep.equal([255, 128, 0, 0, 128, 255, 255, 255, 255, 0, 0, 0]);
  });

  it('reads None as transparent', async () => {
    expect(await pixelsOf(xpmOf(['aabb'], 'aa c None', 'bb c #0f0'))).to.deep.equal([0, 0, 0, 0, 0, 255, 0, 255]);
  });

  it('takes the colour for colour screens, and any number of digits', async () => {
    const colours = ['aa m #000 c #80808080ffff g #111', 'bb\tm #000\tc\t#ffffffff0000'];

    expect(await pixelsOf(xpmOf(['aabb'], ...colours))).to.deep.equal([128, 128, 255, 255, 255, 0]);
  });

  it('leaves 256 colours to the decoder', () => {
    expect(rewritingOfXpm(Buffer.from('/* XPM */ "1 1 256 2"'))).to.equal(undefined);
  });

  it('rejects colours by another name', async () => {
    await expectError(Rejection, 'unsupported-format', () => rewritingOfXpm(xpmOf(['aa'], 'aa c gold')));
  });

  for (const [kind, rows] of Object.entries({ 'lacks rows': ['aa', '";'], 'has an unknown colour': ['zz'] })) {
    it(`rejects an XPM that ${kind}`, async () => {
      await expectError(Rejection, 'corrupt-image', () => rewritingOfXpm(xpmOf(rows, 'aa c #f00'))?.image());
    });
  }
});
