import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect } from 'chai';
import { openMessageQueue } from '../../../../scripts/operations/dead-letters/message-queue.ts';

describe('openMessageQueue', () => {
  let server: Server;
  let date: Date;
  beforeEach(async () => {
    server = createServer((_request, response) => {
      response.writeHead(200, { date: date.toUTCString(), 'content-type': 'application/x-amz-json-1.0' });
      response.end('{"QueueUrl":"http://127.0.0.1/1/q"}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  async function openedAt(): Promise<number> {
    const { port } = server.address() as AddressInfo;
    const credentials = { accessKeyId: 'developer', secretAccessKey: 'any' };
    const sqs = new SQSClient({ region: 'eu-west-1', endpoint: `http://127.0.0.1:${port}`, credentials });
    return (await openMessageQueue(sqs, 'q')).openedAt.getTime();
  }

  it('takes the time from SQS when the clock of this machine is ten minutes behind', async () => {
    date = new Date(Date.now() + 600_000);

    expect(await openedAt()).to.be.within(date.getTime() - 999, date.getTime() + 999);
  });

  it('takes the exact time of this machine when both agree', async () => {
    date = new Date();
    const before = Date.now();

    expect(await openedAt()).to.be.within(before, Date.now());
  });
});
