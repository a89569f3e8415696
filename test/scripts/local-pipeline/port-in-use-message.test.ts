import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import { openHttpEndpoint } from '../../../scripts/local-aws/index.ts';
import { portInUseMessage } from '../../../scripts/local-pipeline/port-in-use-message.ts';
import { freePort } from '../../support/start-process.ts';

describe('portInUseMessage', () => {
  let port: number;
  let server: Server;
  let health: object;
  before(async () => {
    port = await freePort();
    server = createServer((_request, response) => response.end(JSON.stringify(health))).listen(port, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());

  it('names another npm start by its process', async () => {
    health = { status: 'ok', name: 's3-thumbnail-pipeline', process: 4711 };

    expect(await portInUseMessage(port)).to.match(/ is in use by another npm start, process 4711\. /);
  });

  it('does not take the health of another program for that of npm start', async () => {
    health = { status: 'ok', name: 'other', process: 4711 };

    // A system without lsof does not tell the process.
    expect(await portInUseMessage(port)).to.match(
      new RegExp(`in use by (another program|.+, process ${process.pid})\\.`),
    );
  });

  it('offers the next port that is free', async () => {
    const [, offered = ''] = /npm start -- --port (\d+)$/.exec(await portInUseMessage(port)) ?? [];

    expect(Number(offered)).to.be.greaterThan(port);
    await (await openHttpEndpoint(Number(offered))).close();
  });
});
