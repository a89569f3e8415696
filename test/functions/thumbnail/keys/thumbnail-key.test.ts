import { expect } from 'chai';
import fc from 'fast-check';
import { Variant } from '../../../../functions/thumbnail/contract.ts';
import { thumbnailKey } from '../../../../functions/thumbnail/keys/thumbnail-key.ts';

describe('thumbnailKey', () => {
  const small = Variant.parse({ name: 'small', width: 100, height: 50 });
  const anyVariant = fc
    .record({
      name: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,3}$/),
      format: fc.constantFrom<Variant['format']>('avif', 'jpeg', 'png', 'webp'),
    })
    .map((chosen) => ({ ...small, ...chosen }));
  // Few characters, so that some keys begin or end like parts of other thumbnails' keys.
  const anyKey = fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[a/.]{1,4}(?:\.webp|\.png)?$/));

  it('puts the variant first, and keeps the whole source key', () => {
    expect(thumbnailKey('holiday/beach.png', small)).to.equal('small/holiday/beach.png.webp');
  });

  it('leaves the format out where it is that of the source', () => {
    expect(thumbnailKey('holiday/beach.png', { ...small, format: 'source' })).to.equal('small/holiday/beach.png');
  });

  it('distinguishes a.png from a.jpg', () => {
    expect(thumbnailKey('a.png', small)).not.to.equal(thumbnailKey('a.jpg', small));
  });

  it('gives different thumbnails different keys', () => {
    fc.assert(
      fc.property(anyKey, anyVariant, anyKey, anyVariant, (key, variant, otherKey, otherVariant) => {
        const same = key === otherKey && variant.name === otherVariant.name && variant.format === otherVariant.format;
        expect(thumbnailKey(key, variant) === thumbnailKey(otherKey, otherVariant)).to.equal(same);
      }),
      { numRuns: 1000 },
    );
  });
});
