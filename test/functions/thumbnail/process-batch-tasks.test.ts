import { expect } from 'chai';
import type { Outcome } from '../../../functions/thumbnail/contract.ts';
import { Failure } from '../../../functions/thumbnail/errors.ts';
import { BatchInvocation, processBatchTasks } from '../../../functions/thumbnail/process-batch-tasks.ts';
import type { Reconciled } from '../../../functions/thumbnail/reconcile.ts';
import { plentyOfTime } from '../../support/plenty-of-time.ts';

/** The examples of https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-invoke-lambda.html, with another key. */
const events = {
  '1.0': {
    invocationSchemaVersion: '1.0',
    invocationId: 'YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo',
    job: { id: 'f3cc4f60-61f6-4a2b-8a21-d07600c373ce' },
    tasks: [
      {
        taskId: 'dGFza2lkZ29lc2hlcmUK',
        s3Key: 'summer+2024/caf%C3%A9.jpg',
        s3VersionId: '1',
        s3BucketArn: 'arn:aws:s3:::example-source',
      },
    ],
  },
  '2.0': {
    invocationSchemaVersion: '2.0',
    invocationId: 'YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo',
    job: { id: 'f3cc4f60-61f6-4a2b-8a21-d07600c373ce', userArguments: { k: 'v' } },
    tasks: [
      {
        taskId: 'dGFza2lkZ29lc2hlcmUK',
        s3Key: 'summer+2024/caf%C3%A9.jpg',
        s3VersionId: null,
        s3Bucket: 'example-source',
      },
    ],
  },
};

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
    return processBatchTasks(ports)(BatchInvocation.parse(event), plentyOfTime);
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

    expect(results[0]?.resultString).to.contain('The event is about the bucket other, expected example-source.');
    expect(keys).to.deep.equal([]);
  });

  it('takes no other event for one of S3 Batch Operations', () => {
    for (const event of [{ ...events['1.0'], invocationSchemaVersion: '3.0' }, { ...events['2.0'], tasks: [] }, {}])
      expect(BatchInvocation.safeParse(event).success).to.equal(false);
  });
});
