import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListTagsCommand,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { lambdaRequestHandler } from '../../../../scripts/local-aws/lambda/lambda-request-handler.ts';
import { expectError } from '../../../support/expect-error.ts';
import { controllable } from './controllable.ts';

const arn = 'arn:aws:lambda:eu-west-1:111111111111:function:thumbnail';
const FunctionName = 'thumbnail';

describe('control, by the SDK', () => {
  let server: Server;
  let lambda: LambdaClient;
  let asked: string[];
  let denied: string | undefined;

  beforeEach(async () => {
    asked = [];
    denied = undefined;
    const thumbnail = {
      ...controllable(arn),
      invoke: async () => ({ requestId: 'request-1', durationMs: 1, payload: 'done' }),
      enqueue: async () => 'request-2',
    };
    const handle = lambdaRequestHandler({
      functions: new Map([[FunctionName, thumbnail]]),
      authorize: ({ action, resource }) => asked.push(`${action} ${resource}`) > 0 && action !== denied,
      onDone: () => {},
      onRefusal: () => {},
    });
    server = createServer(handle).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    lambda = new LambdaClient({
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'developer', secretAccessKey: 'any' },
      maxAttempts: 1,
    });
  });
  afterEach(() => {
    lambda.destroy();
    server.close();
    server.closeAllConnections();
  });

  it('shows the configuration, with the variables of the stack', async () => {
    const configuration = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));

    expect(configuration).to.deep.include({
      FunctionArn: arn,
      MemorySize: 512,
      Timeout: 30,
      Environment: { Variables: { VARIANTS: '[]' } },
    });
  });

  it('keeps the reserved concurrency until it is deleted', async () => {
    const reserved = async () =>
      (await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions;

    expect(await reserved()).to.equal(undefined);
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 3 }));
    expect(await reserved()).to.equal(3);
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect(await reserved()).to.equal(undefined);
  });

  it('refuses a synchronous invocation while no concurrency is reserved', async () => {
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));

    const error = await expectError(Error, undefined, () => lambda.send(new InvokeCommand({ FunctionName })));

    expect(error).to.include({
      name: 'TooManyRequestsException',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
  });

  it('keeps tags until they are removed', async () => {
    const Tags = { 'pause.reason': 'bucket full', 'pause.by': 'ann@laptop', other: 'x' };
    await lambda.send(new TagResourceCommand({ Resource: arn, Tags }));
    await lambda.send(new UntagResourceCommand({ Resource: arn, TagKeys: ['pause.reason', 'pause.by'] }));

    expect((await lambda.send(new ListTagsCommand({ Resource: arn }))).Tags).to.deep.equal({ other: 'x' });
    const actions = ['TagResource', 'UntagResource', 'ListTags'];
    expect(asked).to.deep.equal(actions.map((action) => `lambda:${action} ${arn}`));
  });

  it('refuses what the caller may not do', async () => {
    denied = 'lambda:ListTags';
    const { message } = await expectError(Error, undefined, () => lambda.send(new ListTagsCommand({ Resource: arn })));

    expect(message).to.equal(`developer is not authorized to perform: lambda:ListTags on ${arn}`);
  });

  it('names a function that it does not know', async () => {
    const unknown = () => lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'other' }));

    expect((await expectError(Error, undefined, unknown)).message).to.contain('Function not found: other.');
  });
});
