import { expect } from 'chai';
import { readBatchInvocation } from '../../../functions/thumbnail/batch-invocation.ts';
import type { Outcome } from '../../../functions/thumbnail/contract/outcome.ts';
import { Failure } from '../../../functions/thumbnail/errors.ts';
import { processBatchTasks } from '../../../functions/thumbnail/process-batch-tasks.ts';
import type { Reconciled } from '../../../functions/thumbnail/reconcile.ts';
import { plentyOfTime } from '../../support/plenty-of-time.ts';
import { batchEvents as events } from './batch-events.ts';

describe('processBatchTasks', () => {
  const reported: Outcome[] = [];
  const keys: string[] = [];

  async function resultsOf(event: object, answer: (key: string) => Reconciled = () => ({ result: 'removed' })) {
    reported.length = 0;
    keys.length = 0;
    const ports = {
      sourceBucket: 'example-source',
      report: (outcome: Outcome) => void reported.push(outcome),
      reconcileKey: async (key: string) => {
        keys.push(key);
        return answer(key);
      },
    };
    const invocation = readBatchInvocation(event);
    if (!invocation) throw new Error('expected an invocation by S3 Batch Operations');
    return processBatchTasks(ports)(invocation, plentyOfTime);
  }

  for (const [version, event] of Object.entries(events)) {
    it(`reconciles the key of a task in schema ${version}, and answers in it`, async () => {
      expect(await resultsOf(event)).to.deep.equal({
        invocationSchemaVersion: version,
        treatMissingKeysAs: 'TemporaryFailure',
        invocationId: 'YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo',
        results: [{ taskId: 'dGFza2lkZ29lc2hlcmUK', resultCode: 'Succeeded', resultString: 'removed' }],
      });
      expect(keys).to.deep.equal(['summer 2024/café.jpg']);
      expect(reported[0]).to.include({ bucket: 'example-source', key: 'summer 2024/café.jpg', result: 'removed' });
    });
  }

  it('calls a rejection permanent, so that it is not tried again', async () => {
    const reason = 'x'.repeat(2000);
    const { results } = await resultsOf(events['1.0'], () => ({ result: 'rejected', code: 'corrupt-image', reason }));

    expect(results[0]).to.include({ resultCode: 'PermanentFailure' });
    expect(results[0]?.resultString)
      .to.match(/^rejected: corrupt-image: x+…$/)
      .and.have.length(1024);
  });

  it('calls a failure temporary, and answers all the same', async () => {
    const fail = () => {
      throw new Failure('access-denied', 'No.');
    };

    expect((await resultsOf(events['1.0'], fail)).results[0]).to.deep.equal({
      taskId: 'dGFza2lkZ29lc2hlcmUK',
      resultCode: 'TemporaryFailure',
      resultString: 'failed: access-denied: No.',
    });
  });

  it('fails a task of another bucket', async () => {
    const [task] = events['2.0'].tasks;
    const { results } = await resultsOf({ ...events['2.0'], tasks: [{ ...task, s3Bucket: 'other' }] });

    expect(results[0]).to.include({ resultCode: 'PermanentFailure' });
    expect(results[0]?.resultString).to.contain('The event is about the bucket other, expected example-source.');
    expect(keys).to.deep.equal([]);
  });

  it('fails a malformed task permanently, says what is wrong with it, and goes on with the others', async () => {
    const [task] = events['1.0'].tasks;
    const tasks = [{ ...task, taskId: 'broken', s3Key: 'a%ZZ' }, task];
    const { results } = await resultsOf({ ...events['1.0'], tasks });

    expect(results[0]).to.include({ taskId: 'broken', resultCode: 'PermanentFailure' });
    expect(results[0]?.resultString).to.contain('malformed-event').and.to.contain('expected a URL-encoded key');
    expect(results[1]).to.deep.equal({ taskId: task?.taskId, resultCode: 'Succeeded', resultString: 'removed' });
    expect(keys).to.deep.equal(['summer 2024/café.jpg']);
  });
});
