import { expect } from 'chai';
import { prepareStack } from '../../../../scripts/build/prepare-stack.ts';
import { readStack } from '../../../../scripts/local-aws/terraform/stack.ts';
import { expectError } from '../../../support/expect-error.ts';
import { stackVariant } from '../../../support/stack-variant.ts';

const place = { accountId: '111111111111', endpoint: 'http://127.0.0.1:4580' };

describe('readStack', () => {
  it('reads the synthesized stack as Terraform would apply it', async () => {
    const stack = await readStack(await prepareStack(), place);

    const [configuration] = stack.functions;
    expect(configuration?.arn).to.match(/^arn:aws:lambda:eu-west-1:111111111111:function:[a-z-]+$/);
    expect(configuration?.role).to.equal(stack.roles[0]?.arn);
    expect(stack.buckets.map(({ bucket }) => bucket)).to.have.members([
      configuration?.environment.variables['SOURCE_BUCKET'],
      configuration?.environment.variables['PROCESSED_BUCKET'],
    ]);
    expect(stack.eventInvokeConfigs[0]?.destination_config.on_failure.destination).to.equal(stack.queues[0]?.arn);
    expect(stack.notifications[0]?.lambda_function[0]?.lambda_function_arn).to.equal(configuration?.arn);
    expect(stack).to.include({ accountId: '111111111111', region: 'eu-west-1' });
  });

  it("uses the provider's defaults where the configuration has no value", async () => {
    const stack = await readStack(
      await stackVariant('resource.aws_lambda_function.thumbnail', {
        function_name: 'plain',
        role: 'arn:aws:iam::111111111111:role/plain',
        filename: 'plain.zip',
        handler: 'index.handler',
        runtime: 'nodejs24.x',
        logging_config: [{ log_group: 'plain' }],
      }),
      place,
    );

    expect(stack.functions[0]).to.deep.include({
      memory_size: 128,
      timeout: 3,
      reserved_concurrent_executions: -1,
      environment: { variables: {} },
      logging_config: { log_group: 'plain' },
    });
    expect(stack.queues[0]).to.include({ visibility_timeout_seconds: 30 });
  });

  it('refuses a destination that the local AWS does not deliver to', async () => {
    const destination =
      'resource.aws_lambda_function_event_invoke_config.thumbnail.destination_config.on_failure.destination';
    const directory = await stackVariant(destination, 'arn:aws:sns:eu-west-1:111111111111:news');

    const { message } = await expectError(Error, undefined, () => readStack(directory, place));

    expect(message).to.match(/^aws_lambda_function_event_invoke_config\.thumbnail does not match/);
    expect(message).to.contain('expected a queue or an event bus');
  });

  it('names a resource and its unexpected attribute', async () => {
    const directory = await stackVariant('resource.aws_lambda_permission.uploads.source_account');

    const { message } = await expectError(Error, undefined, () => readStack(directory, place));

    expect(message).to.match(/^aws_lambda_permission\.uploads does not match what the local AWS expects/);
    expect(message).to.contain('source_account');
  });
});
