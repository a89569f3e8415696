import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { decodeTiles } from '../../../../../../functions/thumbnail/rendering/formats/avif/decode-tiles.ts';
import { readItems } from '../../../../../../functions/thumbnail/rendering/formats/iso-media/items.ts';
import { expectRejected } from '../../../../../support/render-one.ts';

const file = path.resolve(import.meta.dirname, '../../../../../fixtures/images/grid.avif');

describe('decodeTiles', () => {
  it('accepts whole tiles', async () => {
    const image = readFileSync(file);

    await decodeTiles(image, readItems(image) ?? expect.fail('expected items'));
  });

  for (const tile of [0, 1, 2, 3]) {
    it(`rejects a picture with damage in tile ${tile}`, async () => {
      const image = readFileSync(file);
      const { dataStart = 0, dataEnd = 0 } = readItems(image)?.tiles[tile] ?? {};
      image.fill(0xff, Math.round((dataStart + dataEnd) / 2), dataEnd);

      await expectRejected(image, 'corrupt-image');
    });
  }
});
