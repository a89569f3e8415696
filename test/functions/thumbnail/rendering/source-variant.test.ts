import { expect } from 'chai';
import { sourceFormats } from '../../../../functions/thumbnail/contract/source-formats.ts';
import { Variant } from '../../../../functions/thumbnail/contract/variant.ts';
import { sourceVariant } from '../../../../functions/thumbnail/rendering/source-variant.ts';

const variant = Variant.parse({ name: 'any', width: 1 });

describe('sourceVariant', () => {
  it('keeps the formats of sources that browsers show, and makes a WebP of the others', () => {
    const formats = sourceFormats.options.map((source) => [
      source,
      sourceVariant({ ...variant, format: 'source' }, source).format,
    ]);
    const kept = formats.filter(([source, format]) => source === format).map(([source]) => source);

    expect(kept).to.deep.equal(['avif', 'gif', 'jpeg', 'png', 'webp']);
    expect(formats.filter(([source, format]) => source !== format && format !== 'webp')).to.deep.equal([]);
  });

  it('keeps the format that a variant names', () => {
    expect(sourceVariant({ ...variant, format: 'avif' }, 'jpeg').format).to.equal('avif');
  });

  it('lets an SVG be drawn at any size', () => {
    expect(sourceVariant(variant, 'svg').withoutEnlargement).to.equal(false);
    expect(sourceVariant(variant, 'png').withoutEnlargement).to.equal(true);
  });
});
