import { expect } from 'chai';
import { Variant } from '../../functions/thumbnail/contract/variant.ts';
import { withoutDefaults } from '../../infra/without-defaults.ts';

describe('withoutDefaults', () => {
  it('keeps what is needed to parse the same variant', () => {
    for (const changed of [
      { name: 'any', width: 1 },
      { name: 'b', height: 1, fit: 'inside', sharpen: true },
    ]) {
      const variant = Variant.parse(changed);

      expect(withoutDefaults(variant)).to.deep.equal(changed);
      expect(Variant.parse(withoutDefaults(variant))).to.deep.equal(variant);
    }
  });
});
