import { expect } from 'chai';
import { problemsOf } from './problems-of.ts';

describe('bucketsAreNear', () => {
  it('refuses an existing bucket whose name tells another region or account', () => {
    const named = (account: string, region: string) => ({ existing: `photos-${account}-${region}-an` });
    const account = '123456789012';
    const near = named(account, 'eu-west-1');
    expect(problemsOf({ account, sourceBucket: near })).to.deep.equal([]);
    expect(problemsOf({ account, processedBucket: near })).to.deep.equal([]);
    expect(problemsOf({ account, sourceBucket: named(account, 'us-east-1') })[0]).to.match(
      /^sourceBucket: expected a bucket in eu-west-1, not in us-east-1/,
    );
    expect(problemsOf({ account, processedBucket: named('210987654321', 'eu-west-1') })[0]).to.match(
      /^processedBucket: expected a bucket of the account 123456789012/,
    );
    expect(problemsOf({ sourceBucket: named('210987654321', 'eu-west-1') })).to.deep.equal([]);
  });
});
