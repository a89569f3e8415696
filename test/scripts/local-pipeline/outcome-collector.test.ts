import { expect } from 'chai';
import type { Outcome } from '../../../functions/thumbnail/contract/outcome.ts';
import type { InvocationRecord } from '../../../scripts/local-aws/index.ts';
import { outcomeCollector } from '../../../scripts/local-pipeline/outcome-collector.ts';
import { uploadEvent } from '../../support/event-fixture.ts';

const created: Outcome = { bucket: 'source', key: 'a b.jpg', result: 'created', thumbnails: [], ms: 1 };
const failed: Outcome = {
  bucket: 'source',
  key: 'c.jpg',
  result: 'failed',
  code: 'access-denied',
  reason: 'No.',
  ms: 2,
};

describe('outcomeCollector', () => {
  it('returns the outcomes that the function returned', () => {
    expect(outcomeCollector().of(record('Success', [created]))).to.deep.equal([created]);
  });

  it('returns one outcome for each object of an event that failed in part, as the function reported them', () => {
    const outcomes = outcomeCollector();
    for (const outcome of [created, failed]) outcomes.read(logLine(outcome));

    expect(outcomes.of(record('RetriesExhausted', error))).to.deep.equal([created, failed]);
  });

  it('returns the outcome of the last attempt', () => {
    const outcomes = outcomeCollector();
    outcomes.read(logLine({ ...failed, reason: 'First.' }));
    outcomes.read(logLine({ ...failed, reason: 'Last.' }));

    expect(outcomes.of(record('RetriesExhausted', error))[1]).to.include({ reason: 'Last.' });
  });

  it('returns the error of a function that was killed before it reported', () => {
    const killed = { errorType: 'Runtime.ExitError', errorMessage: 'signal: killed' };
    const because = { bucket: 'source', result: 'failed', code: killed.errorType, reason: killed.errorMessage, ms: 0 };

    expect(outcomeCollector().of(record('RetriesExhausted', killed))).to.deep.equal([
      { ...because, key: 'a b.jpg' },
      { ...because, key: 'c.jpg' },
    ]);
  });

  it('returns a failure for an event that expired before it was tried', () => {
    const [outcome] = outcomeCollector().of(record('EventAgeExceeded', undefined));

    expect(outcome).to.include({ key: 'a b.jpg', result: 'failed', code: 'EventAgeExceeded' });
  });

  it('returns a failure for an event that came while the function was paused', () => {
    const [outcome] = outcomeCollector().of(record('ZeroReservedConcurrency', undefined));

    expect(outcome).to.include({ key: 'a b.jpg', code: 'ZeroReservedConcurrency' });
    expect(outcome).to.have.property('reason', 'The function was paused before it could be tried.');
  });

  it('returns the outcomes of all records, also when one cannot be read', () => {
    const outcomes = outcomeCollector();
    const malformed = { ...failed, bucket: '', key: '', code: 'malformed-event' } as const;
    for (const outcome of [created, malformed]) outcomes.read(logLine(outcome));
    const [first] = uploadEvent((it) => {
      it.s3.object.key = 'a+b.jpg';
    }).Records;

    const event = { ...record('RetriesExhausted', error), requestPayload: { Records: [first, { s3: {} }] } };

    expect(outcomes.of(event)).to.deep.equal([created, malformed]);
  });

  it('returns one outcome for an event that is not from S3', () => {
    const event = { ...record('RetriesExhausted', error), requestPayload: 'text' };

    expect(outcomeCollector().of(event)).to.deep.equal([
      { bucket: '', key: '', result: 'failed', code: error.errorType, reason: error.errorMessage, ms: 0 },
    ]);
  });

  it('keeps the outcomes of events separate', () => {
    const outcomes = outcomeCollector();
    outcomes.read(logLine({ ...failed, reason: 'Another event.' }, 'another'));

    expect(outcomes.of(record('RetriesExhausted', error))[1]).to.include({ reason: error.errorMessage });
  });

  it("ignores the runtime's line for a failed attempt", () => {
    expect(outcomeCollector().read('Invoke Error {"errorType":"Error"}')).to.equal(true);
  });

  it('finds no outcome in a run of the probe', () => {
    const collector = outcomeCollector();
    expect(collector.of(record('Success', { result: 'passed', seconds: 1 }))).to.deep.equal([]);
    expect(collector.of(record('Success', { result: 'failed', seconds: 1, reason: 'no thumbnail' }))).to.deep.equal([]);
  });

  for (const line of ['Invoke', '{"message":"outcome"}', '"outcome"', '', '{']) {
    it(`leaves the line ${JSON.stringify(line)} to others`, () => {
      expect(outcomeCollector().read(line)).to.equal(false);
    });
  }
});

const error = { errorType: 'access-denied', errorMessage: '1 of 2 records failed' };

function logLine(outcome: Outcome, requestId = 'request'): string {
  return JSON.stringify({
    timestamp: '2026-01-01T00:00:00.000Z',
    level: 'INFO',
    message: 'outcome',
    requestId,
    ...outcome,
  });
}

/** The record of an event about the objects `a b.jpg` and `c.jpg`. */
function record(
  condition: InvocationRecord['requestContext']['condition'],
  responsePayload: unknown,
): InvocationRecord {
  const about = (key: string) => ({ s3: { bucket: { name: 'source' }, object: { key } } });
  return {
    version: '1.0',
    timestamp: '2026-01-01T00:00:00.000Z',
    requestContext: { requestId: 'request', functionArn: 'arn', condition, approximateInvokeCount: 3 },
    requestPayload: { Records: [about('a+b.jpg'), about('c.jpg')] },
    ...(responsePayload !== undefined && { responsePayload }),
  };
}
