import { expect } from 'chai';
import { CloudwatchLogGroup } from '../../../infra/terraform.ts';
import { violationsOf } from './violations.ts';

describe('logRetention', () => {
  const ofGroup = (retention: { retentionInDays?: number }) =>
    violationsOf((stack) => void new CloudwatchLogGroup(stack, 'log', { name: 'log', ...retention }));

  it('accepts a log group that expires, and refuses one that never does', () => {
    const violations = ['stack/log: the log group never expires: set retentionInDays'];
    expect(ofGroup({ retentionInDays: 1 })).to.deep.equal([]);
    expect(ofGroup({})).to.deep.equal(violations);
    expect(ofGroup({ retentionInDays: 0 })).to.deep.equal(violations);
  });
});
