import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { readDeployedFunction } from '../../../scripts/operations/deployed-function.ts';
import { expectError } from '../../support/expect-error.ts';

describe('readDeployedFunction', () => {
  it('names the key if the caller may not decrypt the variables', async () => {
    const client = new LambdaClient({ region: 'eu-west-1' });
    mockClient(client)
      .on(GetFunctionConfigurationCommand)
      .resolves({
        FunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
        MemorySize: 1769,
        Timeout: 30,
        Environment: { Error: { ErrorCode: 'AccessDeniedException', Message: 'no kms:Decrypt' } },
      });
    const { message } = await expectError(Error, undefined, () => readDeployedFunction(client, 'f'));
    expect(message).to.match(
      /^Lambda cannot decrypt the variables of f .*: no kms:Decrypt\nAllow your role kms:Decrypt/,
    );
  });
});
