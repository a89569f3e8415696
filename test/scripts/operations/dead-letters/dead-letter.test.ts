import { expect } from 'chai';
import { readDeadLetter } from '../../../../scripts/operations/dead-letters/dead-letter.ts';
import { eventFixture } from '../../../support/event-fixture.ts';

const event = eventFixture('upload-with-encoded-key');

const functionArn = 'arn:aws:lambda:eu-west-1:111111111111:function:thumbnail:$LATEST';

function body(responsePayload: object | null | undefined, requestPayload: unknown = event): string {
  const requestContext = { requestId: 'r', functionArn, condition: 'RetriesExhausted', approximateInvokeCount: 3 };
  return JSON.stringify({ version: '1.0', requestContext, requestPayload, responsePayload });
}

describe('readDeadLetter', () => {
  it('reads the event, its keys, and the code of the failure', () => {
    const errorMessage = '1 of 1 records failed: "a.jpg" (access-denied): s3:PutObject was denied.';

    expect(readDeadLetter(body({ errorType: 'access-denied', errorMessage }))).to.deep.equal({
      event,
      keys: ['summer 2024/café + 100% 🌞.jpg'],
      cause: 'access-denied',
      reason: errorMessage,
      functionName: 'thumbnail',
    });
  });

  it("takes Lambda's word when the function could not report a code", () => {
    expect(readDeadLetter(body({ errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out' }))).to.include({
      cause: 'Sandbox.Timedout',
    });
    expect(readDeadLetter(body(undefined))).to.include({ cause: 'RetriesExhausted' });
    expect(readDeadLetter(body(null))).to.include({ cause: 'RetriesExhausted' });
  });

  it('reads an event that is not from S3, which has no keys', () => {
    expect(readDeadLetter(body({}, 'malformed'))).to.deep.include({ event: 'malformed', keys: [] });
    expect(readDeadLetter(body({}, null))).to.deep.include({ event: null, keys: [] });
  });

  it('returns a key that is not encoded unchanged', () => {
    const odd = { Records: [{ s3: { bucket: { name: 'b' }, object: { key: '100%' } } }] };
    expect(readDeadLetter(body({}, odd))).to.deep.include({ keys: ['100%'] });
  });

  it('reads an event that EventBridge could not deliver', () => {
    const undelivered = eventFixture('eventbridge-upload');
    expect(readDeadLetter(JSON.stringify(undelivered))).to.deep.equal({
      event: undelivered,
      keys: ['summer 2024/café + 100% 🌞.jpg'],
      cause: 'undelivered',
      reason: undefined,
      functionName: undefined,
    });
  });

  it('reads an event of EventBridge that the function failed on', () => {
    const failed = body({ errorType: 'access-denied' }, eventFixture('eventbridge-upload'));
    expect(readDeadLetter(failed)).to.deep.include({
      keys: ['summer 2024/café + 100% 🌞.jpg'],
      cause: 'access-denied',
    });
  });

  for (const text of ['', 'text', '{}', '[]', 'null', '{"requestContext":{"condition":"x"}}']) {
    it(`returns undefined for ${JSON.stringify(text)}`, () => {
      expect(readDeadLetter(text)).to.equal(undefined);
    });
  }
});
