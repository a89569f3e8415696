import { expect } from 'chai';
import { buckets, problemsOf } from './problems-of.ts';

describe('namesFit', () => {
  it('refuses a name that is too long for AWS, and says which', () => {
    // The name of the bucket also contains `-processed-`, twelve digits, a hyphen and the region.
    expect(problemsOf({ project: 'p'.repeat(27), name: 'n'.repeat(2) })).to.deep.equal([]);
    const [problem] = problemsOf({ project: 'p'.repeat(28), name: 'n'.repeat(2) });
    expect(problem).to.match(
      /^project: .* processedBucket name "p{28}-nn-processed-\d{12}-eu-west-1" would have 64 .* 63$/,
    );
  });

  it('refuses a function name that is too long where the buckets have names of their own', () => {
    expect(problemsOf({ ...buckets, project: 'p'.repeat(51), name: 'nn' })).to.deep.equal([]);
    const [problem, ...others] = problemsOf({ ...buckets, project: 'p'.repeat(52), name: 'nn' });
    expect(problem).to.match(/^project: .* function name "p{52}-nn-thumbnail" would have 65 .* 64$/);
    expect(others).to.deep.equal([]);
  });

  it('reports only the name that exceeds its limit the most', () => {
    const [problem, ...others] = problemsOf({ project: 'p'.repeat(300), name: 'nn' });
    expect(problem).to.match(/ processedBucket name /);
    expect(others).to.deep.equal([]);
  });
});
