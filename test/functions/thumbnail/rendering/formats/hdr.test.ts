import { expect } from 'chai';
import type { Inspection } from '../../../../../functions/thumbnail/rendering/formats/format.ts';
import { hdr } from '../../../../../functions/thumbnail/rendering/formats/hdr.ts';
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
});
