import { expect } from 'chai';
import { synthesized } from '../synthesized.ts';

describe('DeadLetterQueue', () => {
  it('keeps messages, encrypted, for 14 days', async () => {
    const { resourceAt } = await synthesized();
    expect(resourceAt('aws_sqs_queue.dead_letter')).to.include({
      name: 'thumbnails-test-thumbnail-dead-letter',
      message_retention_seconds: 1_209_600,
      sqs_managed_sse_enabled: true,
    });
  });

  it('is encrypted with the key of the environment, if there is one', async () => {
    const encryption = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd';
    const { resourceAt } = await synthesized({ encryption });
    expect(resourceAt('aws_sqs_queue.dead_letter')).to.include({ kms_master_key_id: encryption });
    expect(resourceAt('aws_sqs_queue.dead_letter')).not.to.have.property('sqs_managed_sse_enabled');
  });
});
