import { expect } from 'chai';
import type { Outcome } from '../../../functions/thumbnail/contract/outcome.ts';
import type { Deadline } from '../../../functions/thumbnail/deadline.ts';
import { Failure } from '../../../functions/thumbnail/errors.ts';
import { processEvent } from '../../../functions/thumbnail/process-event.ts';
import type { Reconciled } from '../../../functions/thumbnail/reconcile.ts';
import { eventFixture, uploadEvent } from '../../support/event-fixture.ts';
import { expectError } from '../../support/expect-error.ts';
import { plentyOfTime } from '../../support/plenty-of-time.ts';

describe('processEvent', () => {
  let reconciled: string[];
  let reported: Outcome[];

  beforeEach(() => {
    reconciled = [];
    reported = [];
  });

  /** The event processed, where each key is reconciled as `answer` says. */
  function outcomesOf(event: unknown, answer: (key: string) => Reconciled = () => ({ result: 'removed' })) {
    const reconcileKey = async (key: string, deadline: Deadline) => {
      expect(deadline).to.equal(plentyOfTime);
      reconciled.push(key);
      return answer(key);
    };
    return processEvent({
      sourceBucket: 'example-source',
      reconcileKey,
      report: (outcome) => void reported.push(outcome),
    })(event, plentyOfTime);
  }

  it('returns and reports one outcome for each record', async () => {
    const start = performance.now();
    const outcomes = await outcomesOf(eventFixture('two-uploads'), (key) =>
      key === 'first.jpg'
        ? { result: 'created', thumbnails: [] }
        : { result: 'rejected', code: 'corrupt-image', reason: 'The image is cut off.' },
    );

    expect(outcomes.map(({ ms: _, ...outcome }) => outcome)).to.deep.equal([
      { bucket: 'example-source', key: 'first.jpg', result: 'created', thumbnails: [] },
      {
        bucket: 'example-source',
        key: 'second.jpg',
        result: 'rejected',
        code: 'corrupt-image',
        reason: 'The image is cut off.',
      },
    ]);
    const elapsed = performance.now() - start;
    for (const { ms } of outcomes) expect(ms).to.be.within(0, elapsed + 0.1);
    expect(reported).to.deep.equal(outcomes);
  });

  it('does nothing about the test event', async () => {
    expect(await outcomesOf(eventFixture('test-event'))).to.deep.equal([]);
    expect(reconciled).to.deep.equal([]);
  });

  it('throws the code of the first record that failed, after all were tried', async () => {
    const { message } = await expectError(Failure, 'storage-unavailable', () =>
      outcomesOf(eventFixture('two-uploads'), (key) => {
        if (key === 'first.jpg') throw new Failure('storage-unavailable', 'S3 is slow.');
        return { result: 'removed' };
      }),
    );

    expect(message).to.equal('1 of 2 records failed: "first.jpg" (storage-unavailable): S3 is slow.');
    expect(reconciled).to.deep.equal(['first.jpg', 'second.jpg']);
    expect(reported.map(({ ms: _, bucket: __, ...outcome }) => outcome)).to.deep.equal([
      { key: 'first.jpg', result: 'failed', code: 'storage-unavailable', reason: 'S3 is slow.' },
      { key: 'second.jpg', result: 'removed' },
    ]);
  });

  it('throws a message of limited length, however many records failed', async () => {
    const [record] = (eventFixture('two-uploads') as { Records: unknown[] }).Records;
    const event = { Records: Array.from({ length: 3000 }, () => record) };

    const { message } = await expectError(Failure, 'storage-unavailable', () =>
      outcomesOf(event, () => {
        throw new Failure('storage-unavailable', 'x'.repeat(100_000));
      }),
    );

    expect(message).to.contain('3000 of 3000 records failed').and.to.contain('and 2990 more');
    expect(message).to.have.length.below(20_000);
    expect(reported).to.have.length(3000);
  });

  it('throws a message in which no key can begin a line or move a cursor, since Lambda logs it', async () => {
    const event = uploadEvent((record) => {
      record.s3.object.key = encodeURIComponent('a\n\x9b2J\u2028\u202e.jpg');
    });
    const { message } = await expectError(Failure, 'access-denied', () =>
      outcomesOf(event, (key) => {
        throw new Failure('access-denied', `s3:GetObject on ${key} was denied.`);
      }),
    );

    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
    expect(message).not.to.match(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
    expect(message).to.contain('s3:GetObject on a\\u000a\\u009b2J\\u2028\\u202e.jpg was denied.');
  });

  it('reconciles the good records beside a malformed one, and throws', async () => {
    await expectError(Failure, 'malformed-event', () => outcomesOf(eventFixture('malformed-record-between-uploads')));

    expect(reconciled).to.deep.equal(['first.jpg', 'second.jpg']);
    expect(reported.map((outcome) => ('code' in outcome ? outcome.code : outcome.result))).to.deep.equal([
      'removed',
      'malformed-event',
      'removed',
    ]);
  });

  it('fails for a record of another bucket, without reading there', async () => {
    const event = uploadEvent((record) => {
      record.s3.bucket.name = 'another-bucket';
    });

    const { message } = await expectError(Failure, 'malformed-event', () => outcomesOf(event));

    expect(message).to.contain('another-bucket').and.to.contain('example-source');
    expect(reconciled).to.deep.equal([]);
    expect(reported).to.have.length(1);
    expect(reported[0]).to.include({ result: 'failed', code: 'malformed-event', bucket: 'another-bucket' });
  });

  for (const thrown of [new TypeError('x is not a function'), 'x is not a function']) {
    it(`reports an unexpected ${typeof thrown} that was thrown`, async () => {
      await expectError(Failure, 'unexpected', () =>
        outcomesOf(eventFixture('upload'), () => {
          throw thrown;
        }),
      );

      expect(reported[0]).to.include({ result: 'failed', code: 'unexpected', reason: 'x is not a function' });
    });
  }

  it('throws when it is not an S3 event, and reports no outcome', async () => {
    await expectError(Failure, 'malformed-event', () => outcomesOf({ key: 'photo.jpg' }));
    expect(reported).to.deep.equal([]);
  });
});
