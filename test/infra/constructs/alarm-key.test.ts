import { expect } from 'chai';
import * as z from 'zod';
import { reference, type Synthesized, synthesized } from '../synthesized.ts';

const account = reference('data.aws_caller_identity.current.account_id');
const Statements = z.array(
  z.object({
    actions: z.array(z.string()),
    principals: z.array(z.object({ type: z.string(), identifiers: z.array(z.string()) })),
    condition: z.unknown().optional(),
  }),
);

describe('AlarmKey', () => {
  let stack: Synthesized;
  const principals = () =>
    Statements.parse(stack.dataAt('aws_iam_policy_document.alarm_topic_key')['statement']).map(
      ({ actions, principals: [{ type, identifiers } = { type: '', identifiers: [] }], condition }) => ({
        who: `${type} ${identifiers.join()}`,
        actions,
        condition,
      }),
    );
  before(async () => {
    stack = await synthesized();
  });

  it('rotates each year', () => {
    expect(stack.resourceAt('aws_kms_key.alarm_topic_key')).to.include({
      enable_key_rotation: true,
      policy: reference('data.aws_iam_policy_document.alarm_topic_key.json'),
    });
  });

  it('can be managed by IAM policies of this account, without which KMS refuses to create it', () => {
    expect(principals().find(({ who }) => who === `AWS ${account}`)?.actions).to.deep.equal(['kms:*']);
  });

  it('can be used only by the alarms of this account besides', () => {
    const [alarms, ...others] = principals().filter(({ who }) => who !== `AWS ${account}`);
    expect(others).to.deep.equal([]);
    expect(alarms?.who).to.equal('Service cloudwatch.amazonaws.com');
    expect(alarms?.actions).not.to.include('kms:*');
    expect(alarms?.condition).to.deep.equal([
      { test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] },
    ]);
  });
});
