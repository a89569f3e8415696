import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { rejectDamagedData } from '../../../../../../functions/thumbnail/rendering/formats/heic/reject-damaged-data.ts';
import { readItems } from '../../../../../../functions/thumbnail/rendering/formats/iso-media/items.ts';
import { expectError } from '../../../../../support/expect-error.ts';
import { imageFixture } from '../../../../../support/image-fixture.ts';

async function grid() {
  const image = await imageFixture('grid.heic');
  const items = readItems(image) ?? expect.fail('expected items');
  return { image, items, check: () => rejectDamagedData(image, items) };
}

describe('rejectDamagedData', () => {
  it('accepts whole tiles', async () => {
    (await grid()).check();
  });

  for (const tile of [0, 1, 2, 3]) {
    it(`rejects tile ${tile} with three zeros in it`, async () => {
      const { image, items, check } = await grid();
      const { dataStart = 0, dataEnd = 0 } = items.tiles[tile] ?? {};
      const middle = Math.round((dataStart + dataEnd) / 2);
      image.fill(0, middle, middle + 3);

      await expectError(Rejection, 'corrupt-image', check);
    });
  }

  it('rejects a tile that ends in a unit', async () => {
    const { image, items, check } = await grid();
    image.writeUInt32BE(1_000_000, items.tiles[0]?.dataStart ?? 0);

    await expectError(Rejection, 'corrupt-image', check);
  });
});
