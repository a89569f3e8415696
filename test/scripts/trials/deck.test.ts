import { expect } from 'chai';
import { createDeck } from '../../../scripts/trials/deck.ts';
import { createRandom } from '../../../scripts/trials/random.ts';

describe('createDeck', () => {
  it('draws each card as often as it has copies, then shuffles again', () => {
    const draw = createDeck(createRandom(1), { often: 5, rare: 1 });
    const rounds = Array.from({ length: 20 }, () => Array.from({ length: 6 }, draw));

    for (const round of rounds) expect(round.filter((card) => card === 'rare')).to.have.length(1);
    expect(new Set(rounds.map((round) => round.indexOf('rare'))).size).to.be.above(1);
  });
});
