import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { invokeProbe } from '../../../../scripts/operations/smoke/invoke-probe.ts';
import { expectError } from '../../../support/expect-error.ts';

describe('invokeProbe', () => {
  let lambda: AwsClientStub<LambdaClient>;
  // Not before the tests of other files, which talk to the local AWS.
  beforeEach(() => {
    lambda = mockClient(LambdaClient);
  });
  afterEach(() => lambda.restore());

  const invoke = () => invokeProbe(new LambdaClient({ region: 'eu-west-1' }), 'probe');
  const answer = (value: unknown) =>
    Object.assign(new Uint8Array(), { transformToString: () => JSON.stringify(value) });

  it('returns the report of the function', async () => {
    const report = { result: 'failed', seconds: 3, reason: 'no thumbnail' };
    lambda.on(InvokeCommand, { FunctionName: 'probe' }).resolves({ Payload: answer(report) });
    expect(await invoke()).to.deep.equal(report);
  });

  it('tells a function that crashed from one that reports', async () => {
    const Payload = answer({ errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out' });
    lambda.on(InvokeCommand).resolves({ Payload, FunctionError: 'Unhandled' });
    const { message } = await expectError(Error, undefined, invoke);
    expect(message).to.match(/^probe failed, expected its report: .*Task timed out/);
  });
});
