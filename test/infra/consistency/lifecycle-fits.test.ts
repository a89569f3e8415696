import { expect } from 'chai';
import { problemsOf } from './problems-of.ts';

describe('lifecycleFits', () => {
  it('refuses lifecycle rules of an existing bucket, and those that S3 refuses', () => {
    const existing = { existing: 'photos' };
    expect(
      problemsOf({ lifecycle: { tierSourceDays: 30, expireSourceDays: 31, expireProcessedDays: 1 } }),
    ).to.deep.equal([]);
    for (const lifecycle of [{ tierSourceDays: 1 }, { expireSourceDays: 1 }]) {
      expect(problemsOf({ sourceBucket: existing, lifecycle })[0]).to.match(/^lifecycle: expected no expireSourceDays/);
      expect(problemsOf({ processedBucket: existing, lifecycle })).to.deep.equal([]);
    }
    expect(problemsOf({ processedBucket: existing, lifecycle: { expireProcessedDays: 1 } })[0]).to.match(
      /^lifecycle: expected no expireProcessedDays/,
    );
    expect(problemsOf({ lifecycle: { tierSourceDays: 30, expireSourceDays: 30 } })[0]).to.match(
      /^lifecycle: expected more expireSourceDays than tierSourceDays/,
    );
  });
});
