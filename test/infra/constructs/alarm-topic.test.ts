import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

const topic = reference('aws_sns_topic.alarm_topic.arn');
const own = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
const alias = 'arn:aws:kms:eu-west-1:123456789012:alias/thumbnails-alarms';

describe('AlarmTopic', () => {
  const keyWith = async (settings: Parameters<typeof synthesized>[0]) => {
    const { resource, resourceAt } = await synthesized(settings);
    return {
      key: resourceAt('aws_sns_topic.alarm_topic')['kms_master_key_id'],
      created: Object.keys(resource['aws_kms_key'] ?? {}),
    };
  };

  it('is encrypted with a new key if the settings name none', async () => {
    expect(await keyWith({})).to.deep.equal({
      key: reference('aws_kms_key.alarm_topic_key.arn'),
      created: ['alarm_topic_key'],
    });
  });

  it('is encrypted with the key of the settings, or else with that of the buckets', async () => {
    expect(await keyWith({ alarms: { key: own } })).to.deep.equal({ key: own, created: [] });
    const encryption = own.replace('1234abcd', 'of-buckets');
    expect(await keyWith({ encryption })).to.deep.equal({ key: encryption, created: [] });
    expect(await keyWith({ encryption, alarms: { key: own } })).to.deep.equal({ key: own, created: [] });
  });

  it('looks up the key of an alias, so that a plan fails if there is none', async () => {
    const { dataAt } = await synthesized({ alarms: { key: alias } });
    expect(dataAt('aws_kms_key.alarm_topic')).to.include({ key_id: alias });
    expect(await keyWith({ alarms: { key: alias } })).to.deep.equal({
      key: reference('data.aws_kms_key.alarm_topic.arn'),
      created: [],
    });
  });

  it('subscribes every address as it is written', async () => {
    const { resource, resourceAt } = await synthesized({
      alarms: { emails: ['Ops.Team+1@example.com', 'b@example.com'] },
    });
    const subscription = { topic_arn: topic, protocol: 'email' };
    expect(resource['aws_sns_topic_subscription']).to.have.all.keys(
      'alarm_topic_ops_team_1_example_com',
      'alarm_topic_b_example_com',
    );
    expect(resourceAt('aws_sns_topic_subscription.alarm_topic_ops_team_1_example_com')).to.include({
      ...subscription,
      endpoint: 'Ops.Team+1@example.com',
    });
  });

  it('has no subscription without an address', async () => {
    expect((await synthesized()).resource).not.to.have.property('aws_sns_topic_subscription');
  });
});
