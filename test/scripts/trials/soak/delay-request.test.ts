import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { delayRequest } from '../../../../scripts/trials/soak/delay-request.ts';

/** Sends a request that arrives late, maybe closing its connection before, and returns whether it was answered. */
async function isAnswered({ closeFirst }: { closeFirst: boolean }): Promise<boolean> {
  let answered = false;
  let arrive = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = http.request({ port, method: 'DELETE', agent: false }).end();
  client.on('error', () => {});
  const [request, response] = await once(server, 'request');
  const done = delayRequest(arrival, request, async () => {
    answered = true;
    response.end();
  });

  if (closeFirst) {
    client.destroy();
    await once(request.socket, 'close');
  }
  arrive();
  await done;
  server.closeAllConnections();
  server.close();
  return answered;
}

describe('delayRequest', () => {
  it('answers a late request', async () => {
    expect(await isAnswered({ closeFirst: false })).to.equal(true);
  });

  it('drops a late request whose sender is gone', async () => {
    expect(await isAnswered({ closeFirst: true })).to.equal(false);
  });
});
