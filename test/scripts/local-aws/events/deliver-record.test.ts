import path from 'node:path';
import { expect } from 'chai';
import { deliverRecord } from '../../../../scripts/local-aws/events/deliver-record.ts';
import { invocationRecord } from '../../../../scripts/local-aws/lambda/invocation-record.ts';
import { openQueueStore } from '../../../../scripts/local-aws/sqs/queue-store.ts';
import { SqsError } from '../../../../scripts/local-aws/sqs/sqs-error.ts';
import { expectError } from '../../../support/expect-error.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('deliverRecord', () => {
  const destination = 'arn:aws:sqs:eu-west-1:000000000000:letters';
  const recordOf = (payload: unknown) =>
    invocationRecord({ requestId: 'id', functionArn: 'arn', condition: 'RetriesExhausted', payload, last: undefined });

  const open = async () => {
    const queues = openQueueStore({});
    const queue = await queues.createQueue({ name: 'letters', visibilityTimeoutSeconds: 30, retentionSeconds: 60 });
    return { queue, options: { queues, busDirectory: path.join(await temporaryDirectory(), 'buses') } };
  };

  it('sends a record to its queue', async () => {
    const { queue, options } = await open();

    await deliverRecord(destination, recordOf('a'), options);

    const [message] = await queue.receive({ max: 1 });
    expect(JSON.parse(message?.body ?? '')).to.include({ requestPayload: 'a' });
  });

  it('refuses a larger record than SQS accepts', async () => {
    const { options } = await open();

    await expectError(SqsError, undefined, () => deliverRecord(destination, recordOf('x'.repeat(2 ** 20)), options));
  });
});
