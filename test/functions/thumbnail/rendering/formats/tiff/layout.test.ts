import { expect } from 'chai';
import { Rejection } from '../../../../../../functions/thumbnail/errors.ts';
import { layoutOf } from '../../../../../../functions/thumbnail/rendering/formats/tiff/layout.ts';
import { expectError } from '../../../../../support/expect-error.ts';

const [ycbcr, oldJpeg, jpeg] = [6, 6, 7];

const withCompression = (compression: number) =>
  new Map([
    [256, [16]],
    [257, [12]],
    [259, [compression]],
    [262, [ycbcr]],
  ]);

describe('layoutOf', () => {
  it('takes as many samples as there are colours for JPEG in its old style, which may leave them out', () => {
    expect(layoutOf({ tags: withCompression(oldJpeg), profile: undefined })?.samples).to.equal(3);
  });

  it('rejects fewer samples than there are colours', async () => {
    await expectError(Rejection, 'unsupported-format', () =>
      layoutOf({ tags: withCompression(jpeg), profile: undefined }),
    );
  });

  it('rejects colours whose bits are not declared, unless they are a JPEG', async () => {
    const layoutWith = (compression: number) => {
      const tags = withCompression(compression).set(277, [3]);
      return layoutOf({ tags, profile: undefined });
    };

    expect(layoutWith(jpeg)?.samples).to.equal(3);
    await expectError(Rejection, 'unsupported-format', () => layoutWith(1));
  });
});
