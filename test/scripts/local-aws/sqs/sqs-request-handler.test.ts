import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { openQueueStore, type QueueStore } from '../../../../scripts/local-aws/sqs/queue-store.ts';
import { sqsRequestHandler } from '../../../../scripts/local-aws/sqs/sqs-request-handler.ts';
import { waitUntil } from '../../../support/wait-until.ts';

const definition = { name: 'dead-letters', visibilityTimeoutSeconds: 30, retentionSeconds: 3600 };

describe('sqsRequestHandler', () => {
  let directory: string;
  let queues: QueueStore;
  let server: Server;
  let sqs: SQSClient;
  let QueueUrl: string;
  let denied: string[];
  let refusals: string[];
  /** The actions whose authorization was requested. */
  let asked: string[];
  /** The number of requests that are not answered yet. */
  let unanswered: number;

  beforeEach(async () => {
    denied = [];
    refusals = [];
    asked = [];
    unanswered = 0;
    directory = await mkdtemp(path.join(tmpdir(), 'queues-'));
    queues = openQueueStore({ directory });
    await queues.createQueue(definition);
    server = createServer(async (request, response) => {
      unanswered += 1;
      await handle(request, response);
      unanswered -= 1;
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const handle = sqsRequestHandler({
      queues,
      authorize: ({ accessKeyId, action, resource }) => {
        asked.push(action);
        return !denied.includes(`${accessKeyId} ${action} ${resource}`);
      },
      region: 'eu-west-1',
      accountId: '111111111111',
      endpoint,
      onRefusal: (line) => refusals.push(line),
    });
    QueueUrl = `${endpoint}/111111111111/dead-letters`;
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
    sqs = new SQSClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
  });
  afterEach(async () => {
    sqs.destroy();
    server.close();
    server.closeAllConnections();
    await rm(directory, { recursive: true });
  });

  async function receive(options: Partial<ConstructorParameters<typeof ReceiveMessageCommand>[0]> = {}) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, ...options }));
    return Messages;
  }

  async function counts() {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return [Attributes?.['ApproximateNumberOfMessages'], Attributes?.['ApproximateNumberOfMessagesNotVisible']];
  }

  async function errorName(sent: Promise<unknown>): Promise<string> {
    return sent.then(
      () => 'no error',
      (error: Error) => error.name,
    );
  }

  it('finds queues by name and by prefix', async () => {
    await queues.createQueue({ ...definition, name: 'other' });

    const found = await sqs.send(new GetQueueUrlCommand({ QueueName: 'dead-letters' }));
    const all = await sqs.send(new ListQueuesCommand({}));
    const some = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'dead' }));

    expect(found.QueueUrl).to.equal(QueueUrl);
    expect(all.QueueUrls).to.have.length(2);
    expect(some.QueueUrls).to.deep.equal([QueueUrl]);
  });

  it('returns a message with digests that the SDK accepts, and hides it from the next receiver', async () => {
    const before = Date.now();
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"key":"ł 😀"}' }));
    const after = Date.now();

    const [message] = await receive({ MessageSystemAttributeNames: ['All'] });

    expect(message).to.include({ MessageId, Body: '{"key":"ł 😀"}' });
    expect(message?.Attributes).to.include({ ApproximateReceiveCount: '1' });
    expect(Number(message?.Attributes?.['SentTimestamp'])).to.be.within(before, after);
    expect(await receive()).to.deep.equal([]);
    expect(await counts()).to.deep.equal(['0', '1']);
  });

  it('returns the requested attributes', async () => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'VisibilityTimeout'] }),
    );

    expect(Attributes).to.deep.equal({
      QueueArn: 'arn:aws:sqs:eu-west-1:111111111111:dead-letters',
      VisibilityTimeout: '30',
    });
  });

  it('returns a message again when it becomes visible, with another receipt handle', async () => {
    await queues.queue('dead-letters').send('a');
    const [first] = await receive({ VisibilityTimeout: 0 });

    const [second] = await receive({ MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));

    expect(second?.MessageId).to.equal(first?.MessageId);
    expect(second?.Attributes).to.deep.equal({ ApproximateReceiveCount: '2' });
    expect(await counts()).to.deep.equal(['0', '1']);
  });

  it('changes the visibility timeout of a received message', async () => {
    await queues.queue('dead-letters').send('a');
    const [{ ReceiptHandle } = {}] = await receive();
    const change = () =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));

    await change();

    expect(await counts()).to.deep.equal(['1', '0']);
    expect(await errorName(change())).to.equal('MessageNotInflight');
  });

  it('waits for a message', async () => {
    const waiting = receive({ WaitTimeSeconds: 20 });
    await waitUntil(() => asked.includes('sqs:ReceiveMessage'));
    await queues.queue('dead-letters').send('late');

    expect((await waiting).map(({ Body }) => Body)).to.deep.equal(['late']);
  });

  it('keeps a message for others when a waiting receiver disconnects', async () => {
    const leave = new AbortController();
    const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 });
    const waiting = errorName(sqs.send(command, { abortSignal: leave.signal }));
    await waitUntil(() => asked.includes('sqs:ReceiveMessage'));
    leave.abort();
    await waiting;
    await waitUntil(() => unanswered === 0);

    await queues.queue('dead-letters').send('a');

    expect(await counts()).to.deep.equal(['1', '0']);
  });

  it('deletes messages one by one, in a batch, and all at once', async () => {
    for (const body of ['a', 'b', 'c', 'd']) await queues.queue('dead-letters').send(body);
    const [a, b, c] = await receive({ MaxNumberOfMessages: 3 });

    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: a?.ReceiptHandle }));
    const batch = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: '1', ReceiptHandle: b?.ReceiptHandle },
          { Id: '2', ReceiptHandle: c?.ReceiptHandle },
          { Id: '3', ReceiptHandle: 'nonsense' },
        ],
      }),
    );

    expect(batch.Successful?.map(({ Id }) => Id)).to.deep.equal(['1', '2']);
    expect(batch.Failed?.map(({ Id, Code }) => [Id, Code])).to.deep.equal([['3', 'ReceiptHandleIsInvalid']]);
    expect(await counts()).to.deep.equal(['1', '0']);
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await counts()).to.deep.equal(['0', '0']);
    expect(await readdir(path.join(directory, 'dead-letters'))).to.deep.equal([]);
  });

  it('returns all messages after a restart, received before or not', async () => {
    for (const body of ['a', 'b']) await queues.queue('dead-letters').send(body);
    await receive();

    const reopened = await openQueueStore({ directory }).createQueue(definition);

    const messages = await reopened.receive({ max: 10 });
    expect(messages.map(({ body }) => body)).to.have.members(['a', 'b']);
  });

  it('deletes a message when its retention period ends', async () => {
    const queue = await queues.createQueue({ ...definition, name: 'short', retentionSeconds: 60 });
    await queue.send('a');
    expect(await queue.count()).to.deep.equal({ visible: 1, hidden: 0 });

    const later = Date.now() + 60_000;
    mock.method(Date, 'now', () => later);
    try {
      expect(await queue.count()).to.deep.equal({ visible: 0, hidden: 0 });
    } finally {
      mock.restoreAll();
    }
    expect(await readdir(path.join(directory, 'short'))).to.deep.equal([]);
  });

  it('authorizes by action and queue', async () => {
    denied = [
      'AKIDEXAMPLE sqs:DeleteMessage arn:aws:sqs:eu-west-1:111111111111:dead-letters',
      'AKIDEXAMPLE sqs:ListQueues *',
    ];
    const Entries = [{ Id: '1', ReceiptHandle: 'a' }];

    expect(await errorName(sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })))).to.equal('AccessDenied');
    expect(await errorName(sqs.send(new ListQueuesCommand({})))).to.equal('AccessDenied');
    expect(await errorName(receive())).to.equal('no error');
  });

  it('refuses unknown queues, actions, parameters and receipt handles', async () => {
    const errors = await Promise.all([
      errorName(sqs.send(new GetQueueUrlCommand({ QueueName: 'absent' }))),
      errorName(sqs.send(new CreateQueueCommand({ QueueName: 'new' }))),
      errorName(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a', DelaySeconds: 5 }))),
      errorName(receive({ MaxNumberOfMessages: 11 })),
      errorName(sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'nonsense' }))),
    ]);

    expect(errors).to.deep.equal([
      'QueueDoesNotExist',
      'UnsupportedOperation',
      'InvalidParameterValue',
      'InvalidParameterValue',
      'ReceiptHandleIsInvalid',
    ]);
    expect(refusals).to.have.length(1);
    expect(refusals[0]).to.contain('CreateQueue');
  });

  it('omits an empty list of messages, as SQS does', async () => {
    expect(await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).not.to.have.property('Messages');
  });

  it('refuses a larger message than SQS accepts', async () => {
    const MessageBody = 'x'.repeat(2 ** 20 + 1);

    expect(await errorName(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })))).to.equal(
      'InvalidParameterValue',
    );
  });

  it('tells an old client to speak the JSON protocol', async () => {
    const response = await fetch(QueueUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=ReceiveMessage&Version=2012-11-05',
    });

    expect(response.status).to.equal(501);
    expect(await response.text()).to.match(/<ErrorResponse><Error>.*Update the client/s);
    expect(refusals).to.have.lengthOf(1);
    expect(refusals[0]).to.contain('the JSON protocol only');
  });
});
