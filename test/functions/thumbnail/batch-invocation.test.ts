import { expect } from 'chai';
import { onlyIfStaleArgument, readBatchInvocation } from '../../../functions/thumbnail/batch-invocation.ts';
import { Failure } from '../../../functions/thumbnail/errors.ts';
import { expectError } from '../../support/expect-error.ts';
import { batchEvents } from './batch-events.ts';

describe('readBatchInvocation', () => {
  it('reads tasks of both schemas, and decodes their keys', () => {
    for (const version of ['1.0', '2.0'] as const) {
      expect(readBatchInvocation(batchEvents[version])).to.deep.equal({
        version,
        invocationId: 'YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo',
        onlyIfStale: false,
        tasks: [
          {
            taskId: 'dGFza2lkZ29lc2hlcmUK',
            reference: { bucket: 'example-source', key: 'summer 2024/café.jpg' },
          },
        ],
      });
    }
  });

  it('takes the argument that leaves current thumbnails alone, and only that value', () => {
    const of = (userArguments: unknown) =>
      readBatchInvocation({ ...batchEvents['2.0'], job: { id: 'j', userArguments } })?.onlyIfStale;
    expect(of(onlyIfStaleArgument)).to.equal(true);
    for (const other of [{ onlyIfStale: 'false' }, { onlyIfStale: true }, {}, null, undefined])
      expect(of(other)).to.equal(false);
  });

  it('is undefined for any other event', () => {
    for (const event of [{}, { Records: [] }, { tasks: [] }, null, 'text'])
      expect(readBatchInvocation(event)).to.equal(undefined);
  });

  it('says what is wrong with each malformed part of a task, and reads the other tasks', () => {
    const [task] = batchEvents['1.0'].tasks;
    const malformed = [
      [{ ...task, s3Key: 'a%ZZ' }, 's3Key: expected a URL-encoded key, not "a%ZZ"'],
      [{ ...task, s3Key: '' }, 's3Key: '],
      [{ ...task, s3Key: 7 }, 's3Key: '],
      [{ taskId: 't', s3Key: 'a' }, 's3BucketArn: '],
      [{ ...task, s3BucketArn: 'photos' }, 's3BucketArn: expected the ARN of a bucket'],
    ] as const;
    for (const [broken, words] of malformed) {
      const [first, second] = readBatchInvocation({ ...batchEvents['1.0'], tasks: [broken, task] })?.tasks ?? [];
      if (!(first?.reference instanceof Failure)) throw new Error('expected a failure');
      expect(first.reference.code).to.equal('malformed-event');
      expect(first.reference.message).to.contain('Not a task of S3 Batch Operations').and.to.contain(words);
      expect(second?.reference).to.have.property('key', 'summer 2024/café.jpg');
    }
  });

  for (const [name, [change, words]] of Object.entries({
    'another schema': [{ invocationSchemaVersion: '3.0' }, 'in the schema 1.0 or 2.0, not "3.0"'],
    'no task': [{ tasks: [] }, 'tasks: '],
    'no list of tasks': [{ tasks: 'all' }, 'tasks: '],
    'a task without an ID': [{ tasks: [{ s3Key: 'a' }] }, 'tasks.0.taskId: '],
    'no ID of its own': [{ invocationId: undefined }, 'invocationId: '],
  } as const)) {
    it(`fails for an invocation with ${name}, and says so`, async () => {
      const event = { ...batchEvents['1.0'], ...change };
      const { message } = await expectError(Failure, 'malformed-event', () => readBatchInvocation(event));
      expect(message).to.contain('S3 Batch Operations').and.to.contain(words);
    });
  }
});
