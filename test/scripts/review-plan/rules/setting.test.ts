import { changed, created, itDoesNotWarnOf, itWarnsOf, replaced } from '../danger-cases.ts';

const topic = 'aws_sns_topic.a';

describe('setting', () => {
  itWarnsOf({
    'a retention that becomes unknown': {
      change: changed(
        'aws_cloudwatch_log_group.a',
        { retention_in_days: 30 },
        {},
        { after_unknown: { retention_in_days: true } },
      ),
      words: /cannot be checked: `retention_in_days` was `30`, and is `\(known after apply\)`/,
    },
    'encryption that becomes unknown with a topic that is recreated': {
      change: replaced(topic, { kms_master_key_id: 'key' }, {}, { after_unknown: { kms_master_key_id: true } }),
      words: /cannot be checked: `kms_master_key_id`/,
    },
  });

  itDoesNotWarnOf({
    'what is not known yet, but was nothing before': {
      changes: [
        changed(topic, { kms_master_key_id: null }, {}, { after_unknown: { kms_master_key_id: true } }),
        created('aws_sns_topic.b', {}, { after_unknown: { kms_master_key_id: true } }),
      ],
    },
    'what is sensitive, and stays the same': {
      changes: [
        changed(
          topic,
          { kms_master_key_id: 'key', name: 'a' },
          { kms_master_key_id: 'key', name: 'b' },
          { before_sensitive: { kms_master_key_id: true } },
        ),
      ],
    },
  });
});
