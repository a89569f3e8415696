import { expect } from 'chai';
import fc from 'fast-check';
import { thumbnailKey, Variant, Variants } from '../../../functions/thumbnail/contract.ts';

const minimal = { name: 'small', width: 100, height: 50 };

describe('Variant', () => {
  it('defaults to a WebP of quality 80 that covers the size', () => {
    expect(Variant.parse(minimal)).to.deep.equal({ ...minimal, fit: 'cover', format: 'webp', quality: 80 });
  });

  for (const changed of [
    { name: 'a' },
    { name: 'a'.repeat(63) },
    { width: 1, height: 4096 },
    { quality: 1 },
    { quality: 100 },
    { fit: 'inside' },
    { format: 'avif' },
  ]) {
    it(`accepts ${JSON.stringify(changed)}`, () => {
      expect(Variant.safeParse({ ...minimal, ...changed })).to.have.property('success', true);
    });
  }

  for (const changed of [
    { name: '' },
    { name: 'a'.repeat(64) },
    { name: 'large/small' },
    { name: '..' },
    { name: '-small' },
    { name: 'Small' },
    { width: 0 },
    { width: 4097 },
    { height: 1.5 },
    { height: '50' },
    { quality: 0 },
    { quality: 101 },
    { fit: 'fill' },
    { format: 'gif' },
    { heigth: 50 },
  ]) {
    it(`refuses ${JSON.stringify(changed)}`, () => {
      expect(Variant.safeParse({ ...minimal, ...changed })).to.have.property('success', false);
    });
  }
});

describe('Variants', () => {
  it('accepts several variants with different names', () => {
    expect(Variants.parse([minimal, { ...minimal, name: 'large' }])).to.have.length(2);
  });

  it('refuses an empty list', () => {
    expect(Variants.safeParse([])).to.have.property('success', false);
  });

  it('refuses two variants with the same name, even in different formats', () => {
    expect(Variants.safeParse([minimal, { ...minimal, format: 'png' }])).to.have.property('success', false);
  });
});

describe('thumbnailKey', () => {
  const small = Variant.parse(minimal);
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
