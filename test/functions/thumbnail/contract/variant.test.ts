import { expect } from 'chai';
import { Variant, Variants, variantsOf } from '../../../../functions/thumbnail/contract/variant.ts';

const minimal = { name: 'small', width: 100, height: 50 };

describe('Variant', () => {
  it('defaults to a WebP of quality 80 that covers the size, and is not enlarged', () => {
    expect(Variant.parse(minimal)).to.deep.equal({
      ...minimal,
      fit: 'cover',
      position: 'center',
      background: '#ffffff',
      format: 'webp',
      quality: 80,
      effort: 4,
      withoutEnlargement: true,
      sharpen: false,
      animated: false,
      gamut: 'srgb',
      metadata: 'none',
      keyPrefix: '',
    });
  });

  for (const changed of [
    { name: 'a' },
    { name: 'a'.repeat(63) },
    { width: 1, height: 4096 },
    { quality: 1 },
    { quality: 100 },
    { fit: 'inside' },
    { fit: 'outside' },
    { fit: 'fill' },
    { fit: 'contain', background: '#fff1e080', position: 'southwest' },
    { position: 'attention' },
    { format: 'avif' },
    { format: 'source' },
    { width: undefined },
    { height: undefined },
    { effort: 0 },
    { gamut: 'wide' },
    { animated: true },
    { animated: true, format: 'source', position: 'north' },
    { metadata: 'credit' },
    { keyPrefix: 'products/' },
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
    { fit: 'stretch' },
    { format: 'gif' },
    { width: undefined, height: undefined },
    { position: 'left' },
    { position: 'attention', fit: 'contain' },
    { background: 'white' },
    { background: '#fff' },
    { effort: 7 },
    { gamut: 'p3' },
    { animated: true, format: 'jpeg' },
    { animated: true, position: 'attention' },
    { metadata: 'all' },
    { withoutEnlargement: 'yes' },
    { keyPrefix: 'k'.repeat(1025) },
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

describe('variantsOf', () => {
  const variants = Variants.parse([minimal, { ...minimal, name: 'products', keyPrefix: 'products/' }]);
  const namesOf = (key: string) => variantsOf(key, variants).map(({ name }) => name);

  it('leaves out the variants whose prefix the key does not begin with', () => {
    expect(namesOf('products/shoe.jpg')).to.deep.equal(['small', 'products']);
    expect(namesOf('people/products/shoe.jpg')).to.deep.equal(['small']);
  });
});
