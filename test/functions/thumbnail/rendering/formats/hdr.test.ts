import { expect } from 'chai';
import { Rejection } from '../../../../../functions/thumbnail/errors.ts';
import type { Inspection } from '../../../../../functions/thumbnail/rendering/formats/format.ts';
import { hdr } from '../../../../../functions/thumbnail/rendering/formats/hdr.ts';
import { expectError } from '../../../../support/expect-error.ts';
import { imageFixture } from '../../../../support/image-fixture.ts';

describe('hdr', () => {
  for (const [from, isFlipped, isFlopped] of [
    ['-Y 24 +X 32', false, false],
    ['+Y 24 +X 32', true, false],
    ['-Y 24 -X 32', false, true],
    ['+Y 24 -X 32', true, true],
  ] as const) {
    it(`turns a picture that is stored as ${from}`, async () => {
      const stored = (await imageFixture('quartered.hdr')).toString('latin1').replace('-Y 24 +X 32', from);

      const { image, turn }: Inspection = hdr.inspect(Buffer.from(stored, 'latin1'));

      expect(turn).to.deep.equal({ degrees: 0, isFlipped, isFlopped });
      expect(image.includes(' +X 32\n')).to.equal(true);
    });
  }

  const withLine = async (line: string) =>
    Buffer.from((await imageFixture('quartered.hdr')).toString('latin1').replace('\n', `\n${line}\n`), 'latin1');

  it('reads primaries, unless they are those of sRGB or impossible', async () => {
    const [wide, usual, impossible]: Inspection[] = await Promise.all(
      ['0.680 0.320 0.265 0.690 0.150 0.060 0.3127 0.329', '.64 .33 .3 .6 .15 .06 .3127 .329', '0 0 0 0 0 0 0 0'].map(
        async (numbers) => hdr.inspect(await withLine(`PRIMARIES= ${numbers}`)),
      ),
    );

    expect(wide?.colour?.primaries[0]).to.deep.equal([0.68, 0.32]);
    expect([usual?.colour, impossible?.colour]).to.deep.equal([undefined, undefined]);
  });

  it('rejects XYZ, which the decoder would take for RGB', async () => {
    const image = await withLine('FORMAT=32-bit_rle_xyze');

    await expectError(Rejection, 'unsupported-format', () => hdr.inspect(image));
  });
});
