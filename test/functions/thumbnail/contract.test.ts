import { expect } from 'chai';
import { Variant, Variants } from '../../../functions/thumbnail/contract.ts';

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
