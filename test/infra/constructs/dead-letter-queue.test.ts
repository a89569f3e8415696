import { expect } from 'chai';
import { reference, synthesized } from '../synthesized.ts';

describe('DeadLetterQueue', () => {
  it('keeps messages, encrypted, for 14 days', async () => {
    const { resourceAt } = await synthesized();
    expect(resourceAt('aws_sqs_queue.dead_letter')).to.include({
      name: 'thumbnails-test-thumbnail-dead-letter',
      message_retention_seconds: 1_209_600,
      sqs_managed_sse_enabled: true,
    });
  });

  it('denies everybody plain HTTP', async () => {
    const { resourceAt, dataAt } = await synthesized();
    expect(resourceAt('aws_sqs_queue_policy.dead_letter')).to.include({
      queue_url: reference('aws_sqs_queue.dead_letter.url'),
      policy: reference('data.aws_iam_policy_document.dead_letter.json'),
    });
    expect(dataAt('aws_iam_policy_document.dead_letter')['statement']).to.deep.equal([
      {
        sid: 'DenyUnencryptedTransport',
        effect: 'Deny',
        principals: [{ type: '*', identifiers: ['*'] }],
        actions: ['sqs:*'],
        resources: [reference('aws_sqs_queue.dead_letter.arn')],
        condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
      },
    ]);
  });
});
