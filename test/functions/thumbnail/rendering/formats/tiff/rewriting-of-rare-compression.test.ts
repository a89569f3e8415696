import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { rewritingOfRareCompression } from '../../../../../../functions/thumbnail/rendering/formats/tiff/rewriting-of-rare-compression.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { imageFixture } from '../../../../../support/image-fixture.ts';
import { withTag } from '../../../../../support/tiff-directory.ts';

const [compression, rowsOfStrip, deflate] = [259, 278, 8];

describe('rewritingOfRareCompression', () => {
  for (const file of ['quartered-lzma.tif', 'quartered-zstandard.tif']) {
    it(`counts the memory of ${file}`, async () => {
      expect(rewritingOfRareCompression(await imageFixture(file))?.bytes).to.be.at.least(2 * 32 * 24 * 3);
    });

    it(`rejects ${file} when its strips have no size`, async () => {
      const image = withTag(await imageFixture(file), rowsOfStrip, 0);

      await expectError(Rejection, 'corrupt-image', () => rewritingOfRareCompression(image));
    });
  }

  it('returns undefined for another compression', async () => {
    const image = withTag(await imageFixture('quartered-lzma.tif'), compression, deflate);

    expect(rewritingOfRareCompression(image)).to.equal(undefined);
  });
});
