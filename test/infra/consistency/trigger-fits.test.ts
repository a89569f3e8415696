import { expect } from 'chai';
import { problemsOf } from './problems-of.ts';

describe('triggerFits', () => {
  it('refuses EventBridge for a bucket that the stack creates', () => {
    expect(problemsOf({ sourceBucket: { existing: 'photos' }, trigger: 'eventbridge' })).to.deep.equal([]);
    expect(problemsOf({ trigger: 'eventbridge' })).to.deep.equal([
      'trigger: expected "notification": the stack creates the source bucket, whose notifications nothing else needs',
    ]);
  });

  it('refuses more key filters than the pattern of a rule can hold', () => {
    const keyFilters = Array.from({ length: 100 }, (_, index) => ({ prefix: `photos/${index}/`, suffix: '.jpg' }));
    const sourceBucket = { existing: 'photos' };
    expect(problemsOf({ sourceBucket, trigger: 'notification', keyFilters })).to.deep.equal([]);
    expect(problemsOf({ sourceBucket, keyFilters: keyFilters.slice(0, 50) })).to.deep.equal([]);
    expect(problemsOf({ sourceBucket, keyFilters })[0]).to.match(
      /^keyFilters: expected fewer .* at most 2048 characters/,
    );
  });
});
