import { expect } from 'chai';
import fc from 'fast-check';
import { Failure } from '../../../functions/thumbnail/errors.ts';
import { readEvent } from '../../../functions/thumbnail/events.ts';
import { anyText } from '../../support/any-text.ts';
import { eventFixture, uploadEvent } from '../../support/event-fixture.ts';
import { expectError } from '../../support/expect-error.ts';

const bucket = 'example-source';

describe('readEvent', () => {
  it('reads an upload', () => {
    expect(readEvent(eventFixture('upload'))).to.deep.equal([{ bucket, key: 'photo.jpg' }]);
  });

  it('reads a removal, which has neither size nor ETag', () => {
    expect(readEvent(eventFixture('removal'))).to.deep.equal([{ bucket, key: 'photo.jpg' }]);
  });

  it('reads several records, in their order', () => {
    expect(readEvent(eventFixture('two-uploads'))).to.deep.equal([
      { bucket, key: 'first.jpg' },
      { bucket, key: 'second.jpg' },
    ]);
  });

  it('decodes keys', () => {
    expect(readEvent(eventFixture('upload-with-encoded-key'))).to.deep.equal([
      { bucket, key: 'summer 2024/café + 100% 🌞.jpg' },
    ]);
  });

  it('reads an event of EventBridge, whose key is not encoded', () => {
    expect(readEvent(eventFixture('eventbridge-upload'))).to.deep.equal([
      { bucket, key: 'summer 2024/café + 100% 🌞.jpg' },
    ]);
    expect(readEvent(eventFixture('eventbridge-expiration'))).to.deep.equal([{ bucket, key: 'photo.jpg' }]);
  });

  it('refuses an event of EventBridge that is not from S3', async () => {
    const other = { ...(eventFixture('eventbridge-upload') as object), source: 'aws.ec2' };
    await expectError(Failure, 'malformed-event', () => readEvent(other));
  });

  it('decodes any key that S3 encoded', () => {
    fc.assert(
      fc.property(anyText({ minLength: 1 }), (key) => {
        const encoded = encodeURIComponent(key).replaceAll('%20', '+');
        expect(readEvent(uploadOf(encoded))).to.deep.equal([{ bucket, key }]);
      }),
    );
  });

  it('acknowledges the test event, which is about no object', () => {
    expect(readEvent(eventFixture('test-event'))).to.deep.equal([]);
  });

  for (const version of ['2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.10']) {
    it(`reads version ${version}`, () => {
      expect(readEvent(uploadOfVersion(version))).to.deep.equal([{ bucket, key: 'photo.jpg' }]);
    });
  }

  for (const version of ['1.0', '3.0', '12.0', '2', '2.x']) {
    it(`gives a failure for version ${version}`, () => {
      expectMalformed(readEvent(uploadOfVersion(version))[0], 'eventVersion');
    });
  }

  it('keeps the good records beside a malformed one', () => {
    const [first, malformed, second, ...more] = readEvent(eventFixture('malformed-record-between-uploads'));

    expect([first, second]).to.deep.equal([
      { bucket, key: 'first.jpg' },
      { bucket, key: 'second.jpg' },
    ]);
    expectMalformed(malformed, 'eventSource');
    expect(more).to.deep.equal([]);
  });

  for (const key of ['100%.jpg', '%zz', '%ff', '%ED%A0%80']) {
    it(`gives a failure for the key ${key}, which S3 would encode differently`, () => {
      expectMalformed(readEvent(uploadOf(key))[0], JSON.stringify(key));
    });
  }

  it('gives a failure for a record without a key', () => {
    expectMalformed(readEvent(uploadOf(''))[0], 's3.object.key');
  });

  for (const [name, event] of Object.entries({
    'no records': { Records: [] },
    'an object without records': {},
    'records that are not a list': { Records: 'photo.jpg' },
    'the test event of another service': { Service: 'Amazon SNS', Event: 's3:TestEvent' },
    nothing: undefined,
    null: null,
    text: 'photo.jpg',
  })) {
    it(`throws for ${name}`, async () => {
      await expectError(Failure, 'malformed-event', () => readEvent(event));
    });
  }

  for (const [name, [event, words]] of Object.entries({
    'a record of SNS': [{ Records: [{ EventSource: 'aws:sns', Sns: { Message: '{}' } }] }, 'wrapped by SNS'],
    'a record of SQS': [{ Records: [{ eventSource: 'aws:sqs', body: '{}' }] }, 'wrapped by SQS'],
  } as const)) {
    it(`says what ${name} is, and what to set instead`, () => {
      expectMalformed(readEvent(event)[0], words);
      expectMalformed(readEvent(event)[0], "trigger: 'eventbridge'");
    });
  }

  for (const [name, [event, words]] of Object.entries({
    'a message of SNS': [
      { Type: 'Notification', TopicArn: 'arn:aws:sns:eu-west-1:1:a', Message: '{}' },
      'wrapped by SNS',
    ],
    'a call that CloudTrail recorded': [
      { source: 'aws.s3', 'detail-type': 'AWS API Call via CloudTrail', detail: { eventName: 'PutObject' } },
      "Make the rule match S3's own events",
    ],
    'an event of another service': [{ source: 'aws.ec2', 'detail-type': 'EC2 Instance', detail: {} }, 'not one of S3'],
  } as const)) {
    it(`says what ${name} is`, async () => {
      const { message } = await expectError(Failure, 'malformed-event', () => readEvent(event));

      expect(message).to.contain(words);
    });
  }

  it('quotes no character that could begin a line of a log, or move a cursor', async () => {
    const { message } = await expectError(Failure, 'malformed-event', () => readEvent({ Body: 'a\u2028\u009b2J' }));

    expect(message).to.contain('a\\u2028\\u009b2J');
  });

  it('quotes only the beginning of a malformed event', async () => {
    const { message } = await expectError(Failure, 'malformed-event', () => readEvent({ Body: 'x'.repeat(100_000) }));

    expect(message).to.contain('{"Body":"xxx').and.to.have.length.below(500);
  });
});

function uploadOf(encodedKey: string): unknown {
  return uploadEvent((record) => {
    record.s3.object.key = encodedKey;
  });
}

function uploadOfVersion(version: string): unknown {
  return uploadEvent((record) => {
    record.eventVersion = version;
  });
}

function expectMalformed(read: unknown, problem: string): void {
  expect(read).to.be.instanceOf(Failure).with.property('code', 'malformed-event');
  expect(read).to.have.property('message').that.contains(problem);
}
