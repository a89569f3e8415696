import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { command } from '../../../scripts/commands/redrive.ts';
import { notificationEvent } from '../../../scripts/local-aws/index.ts';
import { runCaptured } from '../../support/run-captured.ts';
import { type RunningAws, runAws } from '../../support/running-aws.ts';
import { killStarted, runCommand } from '../../support/start-process.ts';

describe('npm run redrive', () => {
  let aws: RunningAws;
  before(async () => {
    aws = await runAws();
  });
  after(() => aws.stop());
  afterEach(killStarted);

  const run = (...args: string[]) => runCaptured(command, args);
  const local = () => ['--env', 'dev', '--endpoint-url', aws.endpoint];

  it('prints its usage', async () => {
    const { status, stdout } = await runCommand('redrive', ['--help']).ended;
    expect(status).to.equal(0);
    expect(stdout).to.match(/^Usage:\n {2}npm run redrive -- --env NAME/m);
  });

  for (const [args, problem] of [
    [[], '--env NAME is missing'],
    [['--env', 'staging'], '--env is "staging", expected one of infra/environments.ts: dev, prod.'],
    [['--env', 'dev', '--endpoint-url', 'localhost'], '--endpoint-url is "localhost"'],
    [['--env', 'dev', '--endpoint-url', 'localhost:4580'], '--endpoint-url is "localhost:4580"'],
    [['--env', 'dev', '--force'], "Unknown option '--force'"],
  ] as const) {
    it(`says what is wrong with ${args.join(' ') || 'no arguments'}`, async () => {
      const { code, output, errors } = await run(...args);
      expect(code).to.equal(2);
      expect(output).to.equal('');
      expect(errors).to.contain(problem).and.to.contain('Usage:');
    });
  }

  it('sends the failed events, and prints their causes and keys', async () => {
    const [deployed] = aws.functions.values();
    const other = { bucket: 'another-bucket', eventName: 'ObjectCreated:Put', size: 1, etag: 'e' } as const;
    for (const key of ['a.jpg', '\x1b[2J.jpg']) {
      await deployed?.enqueue(
        notificationEvent({ ...other, key, sequencer: '1', time: '2026-01-01T00:00:00Z' }, aws.stack),
      );
    }
    await aws.drain();

    const dry = await run(...local(), '--dry-run');
    // Invocations run side by side, so the events may fail in either order.
    const keys = String.raw`(a\.jpg, \\u001b\[2J\.jpg|\\u001b\[2J\.jpg, a\.jpg)`;
    expect(dry.code).to.equal(0);
    expect(dry.output).to.match(new RegExp(`^2 would be sent\n {2}2 malformed-event: ${keys}\n$`));
    const { code, output } = await run(...local());
    // They fail again, perhaps while redrive still looks for more.
    expect(code).to.equal(output.includes('failed meanwhile') ? 1 : 0);
    expect(output).to.match(new RegExp(`^2 sent\n {2}2 malformed-event: ${keys}\n`));
  });

  it('ends with 1 while a message is not a failed event', async () => {
    await aws.drain();
    const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName: aws.stack.queues[0]?.name }));
    await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'by hand' }));

    const { code, output } = await run(...local(), '--dry-run');
    expect(code).to.equal(1);
    expect(output).to.match(/\nskipped 1 message that is not a failed event: [0-9a-f-]{36}\n$/);
  });

  it('says that nothing listens at the endpoint', async () => {
    const { code, errors } = await run('--env', 'dev', '--endpoint-url', 'http://127.0.0.1:9');
    expect(code).to.equal(1);
    expect(errors).to.equal(
      'Nothing listens at http://127.0.0.1:9. Start the pipeline there with npm start, or correct --endpoint-url.\n',
    );
  });

  it('says which queue it cannot find, and the likely causes', async () => {
    const { code, errors } = await run('--env', 'prod', '--endpoint-url', aws.endpoint);
    expect(code).to.equal(1);
    expect(errors.startsWith(`thumbnails-prod-thumbnail-dead-letter in eu-west-1 at ${aws.endpoint}: `)).to.equal(true);
    expect(errors)
      .to.match(/\. Is prod deployed there, and are these the credentials of its account\?\n$/)
      .and.not.to.contain('    at ');
  });
});
