import { expect } from 'chai';
import { countOf } from '../../../scripts/cli/count-of.ts';

describe('countOf', () => {
  it('gives a number its noun', () => {
    const counted = [0, 1, 2].map((count) => countOf(count, 'message'));
    expect(counted).to.deep.equal(['0 messages', '1 message', '2 messages']);
    expect(countOf(2, 'is', 'are')).to.equal('2 are');
  });
});
