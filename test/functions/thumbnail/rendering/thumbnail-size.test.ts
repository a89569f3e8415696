import { expect } from 'chai';
import { Variant } from '../../../../functions/thumbnail/contract/variant.ts';
import { sourceVariant } from '../../../../functions/thumbnail/rendering/source-variant.ts';
import {
  exceedsDrawing,
  pictureSize,
  thumbnailSize,
} from '../../../../functions/thumbnail/rendering/thumbnail-size.ts';

const variantOf = (fields: object) => sourceVariant(Variant.parse({ name: 'any', ...fields }), 'png');
const size = (width: number, height: number) => ({ width, height });

describe('thumbnailSize', () => {
  const cases: [fields: object, image: [number, number], canvas: [number, number], scale: number][] = [
    [{ width: 200, height: 200 }, [800, 400], [200, 200], 0.5],
    [{ width: 200, height: 200, fit: 'contain' }, [800, 400], [200, 200], 0.25],
    [{ width: 200, height: 200, fit: 'inside' }, [800, 400], [200, 100], 0.25],
    [{ width: 200, height: 200, fit: 'outside' }, [800, 400], [400, 200], 0.5],
    [{ width: 200, height: 200, fit: 'fill' }, [800, 400], [200, 200], 0.5],
    // One side follows from the other, whichever the fit.
    [{ width: 200 }, [800, 400], [200, 100], 0.25],
    [{ height: 200, fit: 'contain' }, [800, 400], [400, 200], 0.5],
    [{ height: 200, fit: 'fill' }, [800, 400], [400, 200], 0.5],
    [{ width: 200, fit: 'inside' }, [1000, 333], [200, 67], 0.2],
    // Too few pixels.
    [{ width: 200, height: 100 }, [60, 90], [60, 30], 1],
    [{ width: 200, height: 200, fit: 'contain' }, [60, 90], [200, 200], 1],
    [{ width: 200, height: 200, fit: 'inside' }, [60, 90], [60, 90], 1],
    [{ width: 200, height: 200, fit: 'outside' }, [60, 900], [60, 900], 1],
    [{ width: 200, height: 200, fit: 'fill' }, [60, 900], [60, 200], 1],
    [{ width: 200 }, [60, 90], [60, 90], 1],
    // Enlarged, since that is asked for.
    [{ width: 200, height: 100, withoutEnlargement: false }, [50, 50], [200, 100], 4],
    [{ width: 200, height: 100, withoutEnlargement: false, fit: 'inside' }, [50, 50], [100, 100], 2],
    [{ width: 200, withoutEnlargement: false }, [50, 50], [200, 200], 4],
    // No side is 0, and none is longer than 4096.
    [{ width: 200 }, [40_000, 10], [200, 1], 0.005],
    [{ width: 200 }, [400, 40_960], [40, 4096], 0.1],
    [{ width: 200, height: 200, fit: 'outside' }, [400, 40_960], [40, 4096], 0.1],
  ];
  for (const [fields, image, canvas, scale] of cases) {
    it(`makes ${canvas.join(' x ')} of ${image.join(' x ')} with ${JSON.stringify(fields)}`, () => {
      const found = thumbnailSize(size(...image), variantOf(fields));

      expect(found.canvas).to.deep.equal(size(...canvas));
      expect(found.scale).to.be.closeTo(scale, 1e-9);
    });
  }
});

describe('pictureSize', () => {
  const variants = [{ width: 200, height: 200 }, { width: 100 }].map(variantOf);

  it('is what the largest thumbnail needs before it is cropped', () => {
    expect(pictureSize(size(800, 400), variants)).to.deep.equal(size(400, 200));
  });

  it('is never larger than the image, unless the image is drawn', () => {
    const enlarged = variantOf({ width: 200, withoutEnlargement: false });

    expect(pictureSize(size(50, 20), [enlarged])).to.deep.equal(size(50, 20));
    expect(pictureSize(size(50, 20), [enlarged], true)).to.deep.equal(size(200, 80));
  });

  it('has no side that is too long to be drawn', () => {
    const enlarged = variantOf({ width: 200, height: 200, withoutEnlargement: false });

    expect(pictureSize(size(1200, 4), [enlarged], true)).to.deep.equal(size(32_400, 108));
    // At the largest scale, 3.64, the side of 1 pixel would be rounded up to 4.
    expect(pictureSize(size(9000, 1), [enlarged], true)).to.deep.equal(size(27_000, 3));
  });
});

describe('exceedsDrawing', () => {
  it('is true where the picture is smaller than a thumbnail needs it', () => {
    const enlarged = variantOf({ width: 200, height: 200, withoutEnlargement: false });

    expect(exceedsDrawing(size(1200, 4), [enlarged])).to.equal(true);
    expect(exceedsDrawing(size(1200, 20), [enlarged])).to.equal(false);
  });
});
