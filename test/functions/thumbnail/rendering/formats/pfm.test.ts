import { expect } from 'chai';
import { pfm } from '../../../../../functions/thumbnail/rendering/formats/pfm.ts';

describe('pfm', () => {
  it('takes only the order of bytes from the scale', () => {
    for (const [scale, unscaled] of [
      ['-1.0', '-001'],
      ['-2.5', '-001'],
      ['128', '001'],
    ]) {
      const { image } = pfm.inspect(Buffer.from(`Pf\n1 1\n${scale}\n0000`));

      expect(image.toString()).to.equal(`Pf\n1 1\n${unscaled}\n0000`);
    }
  });
});
