import { expect } from 'chai';
import { imageFixture } from '../../../../support/image-fixture.ts';
import { expectRejected } from '../../../../support/render-one.ts';

describe('exr', () => {
  it('does not support other channels than colours, which the decoder would show as red', async () => {
    const image = await imageFixture('quartered.exr');
    const list = image.indexOf('chlist');
    image.write('Y', image.indexOf('G\0', list), 'latin1');

    const { message } = await expectRejected(image, 'unsupported-format');

    expect(message).to.contain('B, Y, R');
  });
});
