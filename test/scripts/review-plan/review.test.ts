import { expect } from 'chai';
import { parsePlan } from '../../../scripts/review-plan/plan.ts';
import { approved, review } from '../../../scripts/review-plan/review.ts';
import { type GivenChange, type GivenPlan, rawPlan } from './plans.ts';

const planOf = (changes: GivenChange[], more: GivenPlan = {}) => parsePlan(JSON.stringify(rawPlan(changes, more)));
const failed = (status: string, ...messages: string[]): GivenPlan => ({
  checks: [
    {
      address: { kind: 'check', name: 'health', to_display: 'check.health' },
      status,
      instances: [{ address: {}, status, problems: messages.map((message) => ({ message })) }],
    },
  ],
});
const said = (plan: ReturnType<typeof planOf>, ...allowed: string[]) =>
  review(plan, allowed).dangers.map(({ address, message }) => `${address} ${message.text}`);

describe('review', () => {
  it('finds a danger in a check that fails', () => {
    expect(said(planOf([], failed('fail', 'The bucket answers 500', 'twice')))).to.deep.equal([
      'check.health fails: `The bucket answers 500 twice`.',
    ]);
    expect(said(planOf([], failed('error')))).to.deep.equal(['check.health fails.']);
  });

  it('finds none in a check that passes, or cannot tell before apply', () => {
    expect(said(planOf([], failed('pass')))).to.deep.equal([]);
    expect(said(planOf([], failed('unknown')))).to.deep.equal([]);
  });

  it('lets a check that fails be allowed by its address', () => {
    expect(said(planOf([], failed('fail')), 'check.health')).to.deep.equal([]);
  });

  describe('of a deposed object', () => {
    const live = { address: 'aws_s3_bucket.a', actions: ['delete'], before: { id: 'a' } };
    const deposed = { ...live, before: { id: 'old' }, deposed: '0123abcd' };
    const addressOfDeposed = 'aws_s3_bucket.a (deposed object 0123abcd)';

    it('takes the allowance of the resource for the resource alone', () => {
      const dangers = said(planOf([live, deposed]), 'aws_s3_bucket.a');
      expect(dangers).to.have.lengthOf(1);
      expect(dangers[0]).to.match(/^aws_s3_bucket\.a \(deposed object 0123abcd\) would be \*\*destroyed/);
    });

    it('takes an allowance of its own', () => {
      expect(said(planOf([live, deposed]), addressOfDeposed)).to.have.lengthOf(1);
      expect(said(planOf([live, deposed]), 'aws_s3_bucket.a', addressOfDeposed)).to.deep.equal([]);
    });
  });

  it('takes an allowance for one instance for no other', () => {
    const queue = (key: string) => ({ address: `aws_sqs_queue.a["${key}"]`, actions: ['delete'], before: {} });
    expect(said(planOf([queue('dev'), queue('prod')]), 'aws_sqs_queue.a["dev"]')).to.have.lengthOf(1);
  });
});

describe('approved', () => {
  it('counts every danger as allowed', () => {
    const found = review(planOf([{ address: 'aws_sqs_queue.a', actions: ['delete'], before: {} }]), []);
    expect(approved(found).dangers).to.deep.equal([]);
    expect(approved(found).allowedDangers).to.deep.equal(found.dangers).and.to.have.lengthOf(1);
  });
});
