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
});
