import { expect } from 'chai';
import type { Outcome } from '../../../functions/thumbnail/contract.ts';
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

  it('gives and reports one outcome a record', async () => {
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
    expect(outcomes.map(({ ms }) => ms)).to.satisfy((all: number[]) => all.every((ms) => ms >= 0 && ms < 1000));
    expect(reported).to.deep.equal(outcomes);
  });

  it('does nothing about the test event', async () => {
    expect(await outcomesOf(eventFixture('test-event'))).to.deep.equal([]);
    expect(reconciled).to.deep.equal([]);
  });

  it('throws when a record failed, after all were tried', async () => {
    const { message } = await expectError(Error, undefined, () =>
      outcomesOf(eventFixture('two-uploads'), (key) => {
        if (key === 'first.jpg') throw new Failure('storage-unavailable', 'S3 is slow.');
        return { result: 'removed' };
      }),
    );

    expect(message).to.equal('1 of 2 records failed: "first.jpg" (storage-unavailable): S3 is slow.');
    expect(reconciled).to.deep.equal(['first.jpg', 'second.jpg']);
    expect(reported.map(({ result, code }) => [result, code])).to.deep.equal([
      ['failed', 'storage-unavailable'],
      ['removed', undefined],
    ]);
  });

  it('throws what Lambda may log: whatever a key holds, it begins no line and moves no cursor', async () => {
    const event = uploadEvent((record) => {
      record.s3.object.key = encodeURIComponent('a\n\x9b2J\u2028\u202e.jpg');
    });
    const { message } = await expectError(Error, undefined, () =>
      outcomesOf(event, (key) => {
        throw new Failure('access-denied', `s3:GetObject on ${key} was denied.`);
      }),
    );

    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(message).not.to.match(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
    expect(message).to.contain('s3:GetObject on a\\u000a\\u009b2J\\u2028\\u202e.jpg was denied.');
  });

  it('reconciles the good records beside a malformed one, and throws', async () => {
    await expectError(Error, undefined, () => outcomesOf(eventFixture('malformed-record-between-uploads')));

    expect(reconciled).to.deep.equal(['first.jpg', 'second.jpg']);
    expect(reported.map(({ code }) => code)).to.deep.equal([undefined, 'malformed-event', undefined]);
  });

  it('fails on a record of another bucket, without reading there', async () => {
    const event = uploadEvent((record) => {
      record.s3.bucket.name = 'another-bucket';
    });

    const { message } = await expectError(Error, undefined, () => outcomesOf(event));

    expect(message).to.contain('another-bucket').and.to.contain('example-source');
    expect(reconciled).to.deep.equal([]);
    expect(reported).to.have.length(1);
    expect(reported[0]).to.include({ result: 'failed', code: 'malformed-event', bucket: 'another-bucket' });
  });

  for (const thrown of [new TypeError('x is not a function'), 'x is not a function']) {
    it(`reports what nobody expected: ${typeof thrown}`, async () => {
      await expectError(Error, undefined, () =>
        outcomesOf(eventFixture('upload'), () => {
          throw thrown;
        }),
      );

      expect(reported[0]).to.include({ result: 'failed', code: 'unexpected', reason: 'x is not a function' });
    });
  }

  it('throws on what is no event at all, and reports no outcome', async () => {
    await expectError(Failure, 'malformed-event', () => outcomesOf({ key: 'photo.jpg' }));
    expect(reported).to.deep.equal([]);
  });
});
