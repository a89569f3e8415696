import { expect } from 'chai';
import { reference, type Synthesized, synthesized } from '../synthesized.ts';

const account = reference('data.aws_caller_identity.current.account_id');

describe('AlarmKey', () => {
  let stack: Synthesized;
  before(async () => {
    stack = await synthesized();
  });

  it('rotates each year', () => {
    expect(stack.resourceAt('aws_kms_key.alarm_topic_key')).to.include({
      enable_key_rotation: true,
      policy: reference('data.aws_iam_policy_document.alarm_topic_key.json'),
    });
  });

  it('allows alarms of this account to use the key, and IAM policies of this account to manage it', () => {
    expect(stack.dataAt('aws_iam_policy_document.alarm_topic_key')['statement']).to.deep.equal([
      {
        sid: 'LetIamPoliciesAllow',
        actions: ['kms:*'],
        resources: ['*'],
        principals: [{ type: 'AWS', identifiers: [account] }],
      },
      {
        sid: 'AllowAlarms',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com'] }],
        condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] }],
      },
    ]);
  });
});
