import { expect } from 'chai';
import { problemsOf } from './problems-of.ts';

describe('rule', () => {
  it('skips a check while one of its settings is invalid', () => {
    expect(problemsOf({ memoryMegabytes: 1 })).to.deep.equal([
      'memoryMegabytes: expected a whole number of megabytes, 128 to 10240',
    ]);
  });

  it('runs the other checks beside an invalid setting', () => {
    const problems = problemsOf({ timeoutSeconds: 0, sourceBucket: 'photos', processedBucket: 'photos' });
    expect(problems.map((problem) => problem.split(':')[0])).to.deep.equal(['timeoutSeconds', 'processedBucket']);
  });
});
