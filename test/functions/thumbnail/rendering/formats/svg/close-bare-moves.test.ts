import { expect } from 'chai';
import { closeBareMoves } from '../../../../../../functions/thumbnail/rendering/formats/svg/close-bare-moves.ts';

describe('closeBareMoves', () => {
  const closed = (commands: string) => closeBareMoves(`<path style="marker-end: url(#m)" d="${commands}"/>`);

  for (const move of ['m1 1h9m10 5', 'm1 1h9M10-5', 'm1 1h9m1.5.5', 'm1 1h9M 1e-5 , -2.5 ']) {
    it(`closes ${move}`, () => {
      expect(closed(move)).to.contain(`d="${move.trimEnd()}z"`);
    });
  }

  for (const line of ['m10 10-5-5', 'm10-5-20 30-5-6', 'm1.5.5.5.5', 'm1 1 2 2']) {
    it(`keeps ${line}, which has several points`, () => {
      expect(closed(line)).to.contain(`d="${line}"`);
    });
  }
});
