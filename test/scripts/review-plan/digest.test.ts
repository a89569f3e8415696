import { expect } from 'chai';
import { parsePlan } from '../../../scripts/review-plan/plan.ts';
import { review } from '../../../scripts/review-plan/review.ts';
import { type GivenChange, type GivenPlan, rawPlan } from './plans.ts';

const rename = { address: 'aws_sqs_queue.a', before: { name: 'a', tags: {} }, after: { name: 'b', tags: {} } };
const creation = { address: 'aws_sqs_queue.b', actions: ['create'], after: { name: 'c' } };
const kept = { address: 'aws_sqs_queue.c', actions: ['no-op'], before: { size: 1 }, after: { size: 1 } };

const digestOf = (changes: GivenChange[], more: GivenPlan = {}) =>
  review(parsePlan(JSON.stringify(rawPlan(changes, more))), []).digest;
const output = (value: string, actions = ['update']) => ({
  output_changes: { url: { actions, before: '', after: value } },
});
const invocation = { address: 'action.aws_lambda_invoke.a', config_values: { payload: '1' } };

describe('digestOf', () => {
  const digest = digestOf([rename, creation]);

  it('is 64 hex digits', () => {
    expect(digest).to.match(/^[0-9a-f]{64}$/);
  });

  it('depends neither on the order of changes nor on that of attributes', () => {
    const reordered = { after: { tags: {}, name: 'b' }, before: { tags: {}, name: 'a' }, address: rename.address };
    expect(digestOf([creation, reordered])).to.equal(digest);
  });

  it('does not depend on what stays as it is, nor on when the plan was made', () => {
    const timestamp = { timestamp: '2026-11-01T00:00:00Z', ...output('a', ['no-op']) };
    expect(digestOf([rename, kept, creation], timestamp)).to.equal(digest);
    expect(digestOf([rename, { ...kept, before: { size: 2 }, after: { size: 2 } }, creation])).to.equal(digest);
  });

  const others: Record<string, { changes: GivenChange[]; more?: GivenPlan }> = {
    'another value after the change': { changes: [{ ...rename, after: { name: 'c', tags: {} } }, creation] },
    'another value before the change': { changes: [{ ...rename, before: { name: 'x', tags: {} } }, creation] },
    'a value that is not known': { changes: [{ ...rename, after_unknown: { name: true } }, creation] },
    'another action': { changes: [{ ...rename, actions: ['delete', 'create'] }, creation] },
    'another order of the actions': { changes: [{ ...rename, actions: ['create', 'delete'] }, creation] },
    'another address': { changes: [{ ...rename, address: 'aws_sqs_queue.z' }, creation] },
    'a deposed object': { changes: [{ ...rename, deposed: 'abcdef01' }, creation] },
    'one change more': { changes: [rename, creation, { ...creation, address: 'aws_sqs_queue.d' }] },
    'one change less': { changes: [rename] },
    'an output': { changes: [rename, creation], more: output('b') },
    'an action that is invoked': { changes: [rename, creation], more: { action_invocations: [invocation] } },
    'a resource that moves': { changes: [rename, creation, { ...kept, previous_address: 'aws_sqs_queue.old' }] },
    'a danger in a resource that stays as it is': {
      changes: [rename, creation],
      more: { checks: [{ address: { to_display: 'check.a' }, status: 'fail' }] },
    },
  };
  for (const [what, { changes, more }] of Object.entries(others)) {
    it(`differs for ${what}`, () => {
      expect(digestOf(changes, more)).not.to.equal(digest);
    });
  }

  it('differs for another output and for another invocation', () => {
    expect(digestOf([], output('a'))).not.to.equal(digestOf([], output('b')));
    const other = { action_invocations: [{ ...invocation, config_values: { payload: '2' } }] };
    expect(digestOf([], { action_invocations: [invocation] })).not.to.equal(digestOf([], other));
  });

  it('differs for another provider', () => {
    const plan = rawPlan([rename]);
    const withProvider = (provider_name: string) => ({
      ...plan,
      resource_changes: plan.resource_changes.map((it) => ({ ...it, provider_name })),
    });
    const [one, other] = ['hashicorp/aws', 'evil/aws'].map(
      (name) => review(parsePlan(JSON.stringify(withProvider(name))), []).digest,
    );
    expect(one).not.to.equal(other);
  });
});
