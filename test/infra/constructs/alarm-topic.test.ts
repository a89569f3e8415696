import { expect } from 'chai';
import { reference, type Synthesized, synthesized } from '../synthesized.ts';

const account = reference('data.aws_caller_identity.current.account_id');
const topic = reference('aws_sns_topic.alarm_topic.arn');
const onlyAlarms = {
  principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com'] }],
  condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [account] }],
};

describe('AlarmTopic', () => {
  let stack: Synthesized;
  before(async () => {
    stack = await synthesized({ alarms: { emails: ['Ops.Team+1@example.com', 'b@example.com'] } });
  });

  it('is encrypted with a key of its own, which rotates each year', () => {
    expect(stack.resourceAt('aws_sns_topic.alarm_topic')).to.include({
      kms_master_key_id: reference('aws_kms_key.alarm_topic.arn'),
    });
    expect(stack.resourceAt('aws_kms_key.alarm_topic')).to.include({
      enable_key_rotation: true,
      policy: reference('data.aws_iam_policy_document.alarm_topic_key_policy.json'),
    });
  });

  it('allows alarms of this account to use the key, and IAM policies of this account to manage it', () => {
    expect(stack.dataAt('aws_iam_policy_document.alarm_topic_key_policy')['statement']).to.deep.equal([
      {
        sid: 'LetIamPoliciesAllow',
        actions: ['kms:*'],
        resources: ['*'],
        principals: [{ type: 'AWS', identifiers: [account] }],
      },
      { sid: 'AllowAlarms', actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'], ...onlyAlarms },
    ]);
  });

  it('subscribes every address as it is written', () => {
    const subscription = { topic_arn: topic, protocol: 'email' };
    expect(stack.resource['aws_sns_topic_subscription']).to.have.all.keys(
      'alarm_topic_ops_team_1_example_com',
      'alarm_topic_b_example_com',
    );
    expect(stack.resourceAt('aws_sns_topic_subscription.alarm_topic_ops_team_1_example_com')).to.include({
      ...subscription,
      endpoint: 'Ops.Team+1@example.com',
    });
  });

  it('has no subscription without an address', async () => {
    expect((await synthesized()).resource).not.to.have.property('aws_sns_topic_subscription');
  });
});
