import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { openAsynchronousInvocations } from '../../../../scripts/local-aws/lambda/asynchronous-invocations.ts';
import type { Invocation } from '../../../../scripts/local-aws/lambda/invocation.ts';
import type { InvocationRecord } from '../../../../scripts/local-aws/lambda/invocation-record.ts';
import { waitUntil } from '../../../support/wait-until.ts';

type Options = Parameters<typeof openAsynchronousInvocations>[0];

const functionArn = 'arn:aws:lambda:eu-west-1:111111111111:function:thumbnail';
const deadLetters = 'arn:aws:sqs:eu-west-1:111111111111:dead-letters';
const outcomes = 'arn:aws:sqs:eu-west-1:111111111111:outcomes';

describe('openAsynchronousInvocations', () => {
  let attempts: Invocation[];
  let delivered: [string, InvocationRecord][];
  let directory: string;

  beforeEach(async () => {
    attempts = [];
    delivered = [];
    directory = await mkdtemp(path.join(tmpdir(), 'events-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  /** A function that fails the given number of times, and then succeeds. */
  function failing(times: number): Options['invoke'] {
    let invocations = 0;
    return async (_payload, { requestId = '', attempt = 0 } = {}) => {
      invocations++;
      const failed = { error: { errorType: 'Error', errorMessage: `failure ${invocations}` } };
      const invocation = {
        requestId,
        attempt,
        durationMs: 1,
        ...(invocations <= times ? failed : { payload: 'done' }),
      };
      attempts.push(invocation);
      return invocation;
    };
  }

  const open = (changes: Partial<Options> = {}) =>
    openAsynchronousInvocations({
      invoke: failing(0),
      concurrency: 2,
      functionArn,
      maxRetryAttempts: 2,
      maxEventAgeSeconds: 3600,
      onFailure: deadLetters,
      deliver: async (...delivery) => void delivered.push(delivery),
      directory,
      retryDelaysMs: [1, 2],
      onError: (error) => {
        throw error;
      },
      ...changes,
    });

  it('invokes the function once when it succeeds, and delivers nothing without a destination', async () => {
    const queue = await open();

    const requestId = await queue.enqueue({ key: 'a' });
    await queue.drain();

    expect(attempts).to.deep.equal([{ requestId, attempt: 1, durationMs: 1, payload: 'done' }]);
    expect(delivered).to.deep.equal([]);
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('retries under the same request id until it succeeds', async () => {
    const queue = await open({ invoke: failing(2), onSuccess: outcomes });

    const requestId = await queue.enqueue({ key: 'a' });
    await queue.drain();

    expect(attempts.map((invocation) => [invocation.requestId, invocation.attempt])).to.deep.equal([
      [requestId, 1],
      [requestId, 2],
      [requestId, 3],
    ]);
    expect(delivered.map(([arn, { requestContext }]) => [arn, requestContext.condition])).to.deep.equal([
      [outcomes, 'Success'],
    ]);
  });

  it("delivers the last error in Lambda's form when all attempts have failed", async () => {
    const queue = await open({ invoke: failing(3) });

    const requestId = await queue.enqueue({ key: 'ł' });
    await queue.drain();

    const [[arn, record] = []] = delivered;
    expect(arn).to.equal(deadLetters);
    expect(record?.timestamp).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect({ ...record, timestamp: '' }).to.deep.equal({
      version: '1.0',
      timestamp: '',
      requestContext: {
        requestId,
        functionArn: `${functionArn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { key: 'ł' },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: 'failure 3' },
    });
    expect(await readdir(directory)).to.deep.equal([]);
  });

  it('waits before each retry', async () => {
    const queue = await open({ invoke: failing(3), retryDelaysMs: [30, 60] });
    const start = performance.now();

    await queue.enqueue({});
    await queue.drain();

    // A timer may end up to a millisecond early.
    expect(performance.now() - start).to.be.at.least(88);
  });

  it('gives up an event that has expired', async () => {
    let now = Date.now();
    mock.method(Date, 'now', () => now);
    const fail = failing(3);
    const slow: Options['invoke'] = async (...invocation) => {
      now += 3_601_000;
      return fail(...invocation);
    };
    try {
      const retried = await open({ invoke: slow });
      await retried.enqueue({});
      await retried.drain();
      const late = await open({ maxEventAgeSeconds: -1 });
      await late.enqueue({});
      await late.drain();
    } finally {
      mock.restoreAll();
    }

    const contexts = delivered.map(([, { requestContext }]) => requestContext);
    expect(contexts.map((context) => [context.condition, context.approximateInvokeCount])).to.deep.equal([
      ['EventAgeExceeded', 1],
      ['EventAgeExceeded', 0],
    ]);
  });

  it('runs no more events at once than its concurrency', async () => {
    let running = 0;
    let maxRunning = 0;
    const queue = await open({
      invoke: async () => {
        maxRunning = Math.max(maxRunning, ++running);
        await waitUntil(() => maxRunning >= 2);
        running--;
        return { requestId: '', durationMs: 5 };
      },
    });

    await Promise.all(Array.from({ length: 8 }, () => queue.enqueue({})));
    await queue.drain();

    expect(maxRunning).to.equal(2);
  });

  it('continues with the events that were pending at a stop', async () => {
    const stopped = await open({ invoke: failing(3), retryDelaysMs: [60_000] });
    const first = await stopped.enqueue({ number: 1 });
    await delay(5);
    const second = await stopped.enqueue({ number: 2 });
    while (attempts.length < 2) await delay(5);
    await stopped.stop();
    attempts = [];

    const records: InvocationRecord[] = [];
    const reopened = await open({ concurrency: 1, onDone: (record) => records.push(record) });
    await reopened.drain();

    expect(attempts.map(({ requestId, attempt }) => [requestId, attempt])).to.deep.equal([
      [first, 1],
      [second, 1],
    ]);
    expect(records.map(({ requestPayload }) => requestPayload)).to.have.deep.members([{ number: 1 }, { number: 2 }]);
  });

  it('keeps an event that it cannot deliver, and reports the error', async () => {
    const errors: unknown[] = [];
    const queue = await open({
      invoke: failing(3),
      deliver: () => Promise.reject(new Error('disk full')),
      onError: (error, requestId) => errors.push([String(error), requestId]),
    });

    const requestId = await queue.enqueue({});
    await queue.drain();

    expect(errors).to.deep.equal([['Error: disk full', requestId]]);
    expect(await readdir(directory)).to.deep.equal([`${requestId}.json`]);
  });

  it('delivers what comes while no concurrency is reserved without an attempt, and lets earlier events wait', async () => {
    const queue = await open({ invoke: failing(1), retryDelaysMs: [1, 1] });
    const first = await queue.enqueue({ number: 1 });
    queue.reserve(0);
    const second = await queue.enqueue({ number: 2 });
    await waitUntil(() => delivered.length > 0);

    expect(delivered.map(([, record]) => record.requestContext)).to.deep.equal([
      {
        requestId: second,
        functionArn: `${functionArn}:$LATEST`,
        condition: 'ZeroReservedConcurrency',
        approximateInvokeCount: 0,
      },
    ]);
    queue.reserve(2);
    await queue.drain();
    expect(attempts.at(-1)).to.include({ requestId: first, payload: 'done' });
    expect(delivered).to.have.length(1);
  });
});
