import { expect } from 'chai';
import { openQueueStore } from '../../../../scripts/local-aws/sqs/queue-store.ts';
import { expectError } from '../../../support/expect-error.ts';

describe('openQueueStore', () => {
  it('refuses an invalid name before it becomes the name of a directory', async () => {
    const definition = { name: '../elsewhere', visibilityTimeoutSeconds: 30, retentionSeconds: 60 };

    const { message } = await expectError(Error, undefined, () => openQueueStore({}).createQueue(definition));

    expect(message).to.contain('"../elsewhere"');
  });

  it('keeps messages in memory without a directory', async () => {
    const queue = await openQueueStore({}).createQueue({
      name: 'q',
      visibilityTimeoutSeconds: 30,
      retentionSeconds: 60,
    });
    await queue.send('a');

    expect((await queue.receive({ max: 1 })).map(({ body }) => body)).to.deep.equal(['a']);
  });
});
