import { expect } from 'chai';
import { firstPageOf, tagsOf } from '../../../../../../functions/thumbnail/rendering/formats/tiff/first-page.ts';
import { readTags } from '../../../../../../functions/thumbnail/rendering/formats/tiff/tags.ts';
import { takeFullPage } from '../../../../../../functions/thumbnail/rendering/formats/tiff/take-full-page.ts';
import { imageFixture } from '../../../../../support/image-fixture.ts';
import { withTag } from '../../../../../support/tiff-directory.ts';

const [kind, width, orientation, unitOfResolution] = [254, 256, 274, 296];

function widthOf(tiff: Buffer): number | undefined {
  return readTags(tiff, firstPageOf(tiff)).tags.get(width)?.[0];
}

describe('takeFullPage', () => {
  for (const file of ['quartered-after-small.tif', 'quartered-within-small.tif']) {
    it(`makes the whole picture of ${file} the first page`, async () => {
      const tiff = await imageFixture(file);

      expect(takeFullPage(tiff)).to.equal(undefined);
      expect(widthOf(tiff)).to.equal(32);
    });

    it(`leaves ${file} as it is, if its first page is not a smaller version`, async () => {
      const tiff = withTag(await imageFixture(file), kind, 0);

      takeFullPage(tiff);

      expect(widthOf(tiff)).to.equal(8);
    });
  }

  it('returns the orientation of the first page, if the whole picture has none', async () => {
    const tiff = withTag(await imageFixture('quartered-within-small.tif'), unitOfResolution, 6);
    const tag = [...tagsOf(firstPageOf(tiff))].find(({ number }) => number === unitOfResolution);
    tiff.writeUInt16LE(orientation, tag?.at ?? 0);

    expect(takeFullPage(tiff)).to.equal(6);
  });
});
