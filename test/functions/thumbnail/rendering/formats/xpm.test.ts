import { imageFixture } from '../../../../support/image-fixture.ts';
import { expectQuartered } from '../../../../support/pictures.ts';
import { thumbnailOf } from '../../../../support/render-one.ts';

describe('xpm', () => {
  it('shows colours between tabs', async () => {
    const image = (await imageFixture('quartered.xpm')).toString('latin1').replaceAll(' c ', '\tc\t');

    await expectQuartered((await thumbnailOf(Buffer.from(image, 'latin1'))) ?? Buffer.of());
  });
});
