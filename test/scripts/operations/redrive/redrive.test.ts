import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type AwsClientStub, mockClient } from 'aws-sdk-client-mock';
import { expect } from 'chai';
import { notificationEvent } from '../../../../scripts/local-aws/index.ts';
import { type RedriveOptions, redrive } from '../../../../scripts/operations/redrive/redrive.ts';
import { expectError } from '../../../support/expect-error.ts';
import { quartered } from '../../../support/pictures.ts';
import { type RunningAws, runAws } from '../../../support/running-aws.ts';
import { stackVariant } from '../../../support/stack-variant.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

describe('redrive, on the local AWS', () => {
  let aws: RunningAws;
  let lambda: LambdaClient;
  before(async () => {
    // Without permissions, the function fails on every upload.
    const directory = await temporaryDirectory();
    const noPermissions = JSON.stringify({
      Version: '2012-10-17',
      Statement: [statement('sqs:SendMessage', 'logs:*')],
    });
    const poor = await runAws({
      directory,
      stackDirectory: await stackVariant('resource.aws_iam_role_policy.thumbnail.policy', noPermissions),
    });
    const photo = await quartered(8, 6).png().toBuffer();
    for (let index = 0; index < 12; index += 1) await poor.objects.put(poor.source, `photo-${index}.png`, photo);
    await poor.drain();
    await poor.stop();

    aws = await runAws({ directory });
    lambda = new LambdaClient(at(aws));
  });
  after(() => aws.stop());

  const run = (options: Partial<RedriveOptions> = {}) =>
    redrive({
      sqs: aws.sqs,
      lambda,
      queueName: nameOf(aws).queue,
      functionName: nameOf(aws).function,
      dryRun: false,
      signal: new AbortController().signal,
      onProgress: () => {},
      ...options,
    });

  const send = async (text: string) => {
    const { QueueUrl } = await aws.sqs.send(new GetQueueUrlCommand({ QueueName: nameOf(aws).queue }));
    await aws.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: text }));
  };

  it('only reports in a dry run what it would send, and the cause', async () => {
    const progress: number[] = [];

    const { sent, unreadable, newer } = await run({ dryRun: true, onProgress: (done) => progress.push(done) });

    expect(sent).to.have.length(12);
    expect(sent[0]).to.include({ cause: 'access-denied' });
    expect({ unreadable, newer }).to.deep.equal({ unreadable: [], newer: 0 });
    expect(progress).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(aws.records).to.deep.equal([]);
  });

  it('stops between two batches when it is interrupted, and loses nothing', async () => {
    const stop = new AbortController();

    const { sent } = await run({ signal: stop.signal, onProgress: () => stop.abort() });
    const { sent: others } = await run();
    await aws.drain();

    expect([sent.length, others.length]).to.deep.equal([10, 2]);
    const made = Array.from(
      { length: 12 },
      (_, index) => aws.objects.head(aws.processed, thumbnailOf(index))?.metadata,
    );
    for (const [index, metadata] of made.entries()) expect(metadata, `photo ${index}`).to.include.keys('source-etag');
  });

  it('has nothing to send when it is run again', async () => {
    expect(await run()).to.deep.equal({ sent: [], unreadable: [], foreign: [], unselected: 0, newer: 0 });
  });

  it('leaves a message that is not an event', async () => {
    await send('by hand');

    const { sent, unreadable } = await run();

    expect(sent).to.deep.equal([]);
    expect(unreadable).to.have.length(1);
    expect((await run()).unreadable).to.deep.equal(unreadable);
  });

  it('leaves events that another function failed on, and names it', async () => {
    const functionArn = 'arn:aws:lambda:eu-west-1:000000000000:function:billing-export:$LATEST';
    await send(JSON.stringify({ requestContext: { condition: 'RetriesExhausted', functionArn }, requestPayload: {} }));

    expect(await run()).to.deep.include({ sent: [], foreign: ['billing-export'] });
    expect(await run({ dryRun: true })).to.deep.include({ foreign: ['billing-export'] });
  });

  it('leaves events that fail again while it runs, so that it ends', async () => {
    const [deployed] = aws.functions.values();
    const other = {
      bucket: 'another-bucket',
      key: 'a.jpg',
      eventName: 'ObjectCreated:Put',
      size: 1,
      etag: 'e',
    } as const;
    for (let index = 0; index < 5; index += 1) {
      await deployed?.enqueue(
        notificationEvent({ ...other, sequencer: `${index}`, time: '2026-01-01T00:00:00Z' }, aws.stack),
      );
    }
    await aws.drain();

    const first = await run({ onProgress: () => {} });
    await aws.drain();
    const second = await run({ dryRun: true });

    expect(first.sent.map(({ cause }) => cause)).to.deep.equal(Array(5).fill('malformed-event'));
    expect(second.sent).to.have.length(5);
  });

  it('sends only what the filter selects, and no more than the limit', async () => {
    const letter = (cause: string, key: string) => {
      const requestPayload = { Records: [{ s3: { bucket: { name: 'b' }, object: { key } } }] };
      return JSON.stringify({ requestContext: { condition: cause }, requestPayload });
    };
    for (const key of ['a/1', 'a/2', 'b/1']) await send(letter('EventAgeExceeded', key));
    const keys = async (options: Partial<RedriveOptions>) => (await run({ dryRun: true, ...options })).sent.length;

    expect(await keys({ filter: { prefix: 'a/' } })).to.equal(2);
    expect(await keys({ filter: { code: 'EventAgeExceeded' } })).to.equal(3);
    expect(await keys({ filter: { code: 'access-denied' } })).to.equal(0);
    expect(await keys({ filter: { since: new Date(Date.now() + 60_000) } })).to.equal(0);
    const { sent, unselected } = await run({ filter: { code: 'EventAgeExceeded' }, limit: 1 });
    expect({ sent: sent.length, left: unselected > 0 }).to.deep.equal({ sent: 1, left: true });
  });
});

describe('redrive, when AWS fails', () => {
  let sqs: AwsClientStub<SQSClient>;
  let lambda: AwsClientStub<LambdaClient>;

  beforeEach(() => {
    sqs = mockClient(SQSClient);
    lambda = mockClient(LambdaClient);
    sqs.onAnyCommand().rejects(new Error('unstubbed'));
    lambda.onAnyCommand().rejects(new Error('unstubbed'));
  });
  afterEach(() => {
    sqs.restore();
    lambda.restore();
  });

  const run = () =>
    redrive({
      sqs: new SQSClient({ region: 'eu-west-1' }),
      lambda: new LambdaClient({ region: 'eu-west-1' }),
      queueName: 'queue',
      functionName: 'function',
      dryRun: false,
      signal: new AbortController().signal,
      onProgress: () => {},
    });

  it('deletes no message whose event Lambda did not accept', async () => {
    prepare(sqs, 2);
    lambda.on(InvokeCommand).resolvesOnce({ StatusCode: 202 }).rejects(new Error('TooManyRequestsException'));

    await expectError(Error, undefined, run);

    expect(sqs.calls().map(({ args: [command] }) => command.constructor.name)).to.deep.equal([
      'GetQueueUrlCommand',
      'GetQueueAttributesCommand',
      'ReceiveMessageCommand',
      'DeleteMessageCommand',
      'ChangeMessageVisibilityCommand',
    ]);
    expect(sqs.commandCalls(ChangeMessageVisibilityCommand)[0]?.args[0].input).to.include({
      ReceiptHandle: '1',
      VisibilityTimeout: 0,
    });
  });

  it('continues after SQS has delivered a message twice', async () => {
    prepare(sqs, 0);
    const answers = [messages(1), messages(1), messages(2), []];
    sqs.on(ReceiveMessageCommand).callsFake(() => ({ Messages: answers.shift() }));
    lambda.on(InvokeCommand).resolves({ StatusCode: 202 });

    expect((await run()).sent).to.have.length(2);
  });

  it('fails when SQS counts messages but delivers none', async () => {
    prepare(sqs, 0);
    sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '3' } });

    const { message } = await expectError(Error, undefined, run);

    expect(message).to.contain('SQS counts 3 messages, but delivered none.').and.to.contain('run the command again');
  });

  it('does not send an event again that SQS delivers again', async () => {
    prepare(sqs, 1);
    lambda.on(InvokeCommand).resolves({ StatusCode: 202 });

    expect((await run()).sent).to.have.length(1);
    expect(lambda.calls()).to.have.length(1);
  });
});

/** Makes the queue deliver the same messages endlessly. */
function prepare(sqs: AwsClientStub<SQSClient>, count: number): void {
  sqs.onAnyCommand().resolves({ QueueUrl: 'https://example.com/q', Attributes: {}, Messages: messages(count) });
}

function messages(count: number): Message[] {
  const Body = JSON.stringify({ requestContext: { condition: 'RetriesExhausted' }, requestPayload: {} });
  return Array.from({ length: count }, (_, index) => ({
    MessageId: `${index}`,
    ReceiptHandle: `${index}`,
    Body,
    Attributes: { SentTimestamp: '1' },
  }));
}

function statement(...actions: string[]) {
  return { Effect: 'Allow', Action: actions, Resource: '*' };
}

function thumbnailOf(index: number): string {
  return `200x200/photo-${index}.png.webp`;
}

function nameOf({ stack }: RunningAws) {
  return { queue: stack.queues[0]?.name ?? '', function: stack.functions[0]?.function_name ?? '' };
}

function at({ endpoint, stack }: RunningAws) {
  return { endpoint, region: stack.region, credentials: { accessKeyId: 'developer', secretAccessKey: 'any' } };
}
