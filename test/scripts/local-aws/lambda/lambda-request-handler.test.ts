import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { InvocationRecord } from '../../../../scripts/local-aws/lambda/invocation-record.ts';
import { lambdaRequestHandler } from '../../../../scripts/local-aws/lambda/lambda-request-handler.ts';
import { controllable } from './controllable.ts';

const arn = 'arn:aws:lambda:eu-west-1:111111111111:function:thumbnail';
const authorization = 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/lambda/aws4_request, Signature=0';

describe('lambdaRequestHandler', () => {
  let server: Server;
  let enqueued: unknown[];
  let records: InvocationRecord[];
  let refusals: string[];

  beforeEach(async () => {
    enqueued = [];
    records = [];
    refusals = [];
    const thumbnail = {
      ...controllable(arn),
      invoke: async (event: unknown) =>
        event === 'fail'
          ? { requestId: 'request-1', durationMs: 1, error: { errorType: 'Error', errorMessage: 'failed' } }
          : { requestId: 'request-1', durationMs: 1, payload: { event } },
      enqueue: async (event: unknown) => {
        enqueued.push(event);
        return 'request-2';
      },
    };
    const handle = lambdaRequestHandler({
      functions: new Map([['thumbnail', thumbnail]]),
      authorize: ({ accessKeyId, action, resource }) =>
        accessKeyId === 'AKIDEXAMPLE' && action === 'lambda:InvokeFunction' && resource === arn,
      onDone: (record) => records.push(record),
      onRefusal: (line) => refusals.push(line),
    });
    server = createServer(handle).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  async function post(body: string, headers: Record<string, string> = {}, resource = 'thumbnail/invocations') {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/2015-03-31/functions/${resource}`, {
      method: 'POST',
      headers: { authorization, ...headers },
      body,
    });
    const text = await response.text();
    const of = (name: string) => response.headers.get(name);
    return { status: response.status, error: of('x-amz-function-error'), type: of('x-amzn-errortype'), text };
  }

  it('answers a request with the payload', async () => {
    expect(await post('{"key":"ł"}')).to.deep.include({ status: 200, error: null, text: '{"event":{"key":"ł"}}' });
  });

  it('marks the error of a failed function', async () => {
    expect(await post('"fail"')).to.deep.include({
      status: 200,
      error: 'Unhandled',
      text: '{"errorType":"Error","errorMessage":"failed"}',
    });
  });

  it('reports the record of a synchronous invocation', async () => {
    await post('{"key":"a"}');
    await post('"fail"');

    expect(
      records.map(({ requestContext, requestPayload }) => [requestContext.condition, requestPayload]),
    ).to.deep.equal([
      ['Success', { key: 'a' }],
      ['RetriesExhausted', 'fail'],
    ]);
  });

  for (const name of ['thumbnail:$LATEST', arn, `${arn}:$LATEST`, '111111111111:function:thumbnail']) {
    it(`finds the function by ${name}`, async () => {
      expect(await post('{}', {}, `${encodeURIComponent(name)}/invocations`)).to.include({ status: 200 });
    });
  }

  it('finds the function by its qualifier', async () => {
    expect(await post('{}', {}, 'thumbnail/invocations?Qualifier=%24LATEST')).to.include({ status: 200 });
  });

  for (const name of [
    'thumbnail:1',
    arn.replace('eu-west-1', 'us-east-1'),
    'arn:aws:sqs:eu-west-1:111111111111:thumbnail',
  ]) {
    it(`does not find ${name}`, async () => {
      const { status, text } = await post('{}', {}, `${encodeURIComponent(name)}/invocations`);

      expect(status).to.equal(404);
      expect(text).to.contain(`Known: ${arn}:$LATEST`);
    });
  }

  it('enqueues an event', async () => {
    expect(await post('{"key":"a"}', { 'x-amz-invocation-type': 'Event' })).to.include({ status: 202, text: '' });
    expect(enqueued).to.deep.equal([{ key: 'a' }]);
  });

  it('refuses what it does not implement, by name', async () => {
    const refused = await Promise.all([
      post('{}', { 'x-amz-invocation-type': 'DryRun' }),
      post('{}', { 'x-amz-log-type': 'Tail' }),
      post('{}', {}, 'thumbnail/code'),
    ]);

    expect(refused.map(({ status }) => status)).to.deep.equal([501, 501, 501]);
    expect(refusals).to.have.length(3);
    expect(refused.map(({ text }) => text).join()).to.match(/DryRun.*Tail.*thumbnail\/code/);
  });

  it('reports what is wrong with a request', async () => {
    expect(await post('{}', {}, 'other/invocations')).to.include({ status: 404, type: 'ResourceNotFoundException' });
    expect(await post('{')).to.include({ status: 400, type: 'InvalidRequestContentException' });
    expect(await post('{}', { authorization: 'none' })).to.include({ status: 403, type: 'AccessDeniedException' });
  });

  it('refuses a larger event than Lambda accepts', async () => {
    const asynchronous = { 'x-amz-invocation-type': 'Event' };

    expect(await post(`"${'x'.repeat(6 * 2 ** 20)}"`)).to.include({ status: 413, type: 'RequestTooLargeException' });
    expect(await post(`"${'x'.repeat(2 ** 20)}"`, asynchronous)).to.include({ status: 413 });
    expect(await post(`"${'x'.repeat(2 ** 20)}"`)).to.include({ status: 200 });
  });
});
