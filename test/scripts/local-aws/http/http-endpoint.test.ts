import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { type HttpEndpoint, openHttpEndpoint } from '../../../../scripts/local-aws/http/http-endpoint.ts';
import { PortInUseError } from '../../../../scripts/local-aws/http/port-in-use-error.ts';
import { expectError } from '../../../support/expect-error.ts';

describe('openHttpEndpoint', () => {
  let endpoint: HttpEndpoint;
  let port: number;
  beforeEach(async () => {
    endpoint = await openHttpEndpoint(0);
    port = Number(new URL(endpoint.url).port);
  });
  afterEach(() => endpoint.close());

  for (const host of ['127.0.0.1', 'localhost', 'bucket.localhost']) {
    it(`answers requests for ${host}`, async () => {
      endpoint.serve(async (_request, response) => void response.end('hello'));

      expect(await get(port, `${host}:${port}`)).to.deep.equal({ status: 200, body: 'hello' });
    });
  }

  it('goes on with the handler that it is given last', async () => {
    endpoint.serve(async (_request, response) => void response.end('first'));
    endpoint.serve(async (_request, response) => void response.end('second'));

    expect(await get(port, `127.0.0.1:${port}`)).to.deep.equal({ status: 200, body: 'second' });
  });

  for (const host of [
    'example.com',
    'example.com:PORT',
    '127.0.0.1',
    'localhost:1',
    '127.0.0.1:PORT.example.com',
    'localhost.example.com:PORT',
  ]) {
    it(`refuses requests for the host ${host}, and names the expected one`, async () => {
      const handled: string[] = [];
      endpoint.serve(async ({ url }, response) => {
        handled.push(`${url}`);
        response.end();
      });
      const foreign = host.replace('PORT', String(port));

      const { status, body } = await get(port, foreign);

      expect(status).to.equal(403);
      expect(body)
        .to.contain(`<Message>Host is ${foreign}, expected that of http://127.0.0.1:${port}.`)
        .and.contain('path-style');
      expect(handled).to.deep.equal([]);
    });
  }

  it('keeps early requests waiting until it has a handler', async () => {
    const answer = get(port, `localhost:${port}`);

    endpoint.serve(async (_request, response) => void response.end('late'));

    expect((await answer).body).to.equal('late');
  });

  it('answers an error of its handler with status 500, and continues', async () => {
    endpoint.serve(async ({ url }, response) => {
      if (url === '/wrong') throw new Error('Out of order.');
      response.end('fine');
    });

    expect(await get(port, `localhost:${port}`, '/wrong')).to.deep.equal({
      status: 500,
      body: 'Error: Out of order.\n',
    });
    expect((await get(port, `localhost:${port}`)).body).to.equal('fine');
  });

  it('continues when a client hangs up in the middle of a request', async () => {
    const hungUp = new Promise((resolve) =>
      endpoint.serve(async (request, response) => {
        const body = text(request);
        await body.finally(() => resolve(undefined));
        response.end('whole');
      }),
    );
    const client = connect(port, '127.0.0.1', () => {
      client.write(`POST / HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 10\r\n\r\nhalf`, () =>
        client.destroy(),
      );
    });

    await hungUp;

    expect((await get(port, `localhost:${port}`)).body).to.equal('whole');
  });

  it('cannot be reached from another machine', async () => {
    const addresses = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ address }) => address !== '127.0.0.1' && !address.startsWith('fe80'));

    for (const { address } of addresses) expect(await canConnect(address, port), address).to.equal(false);
    expect(await canConnect('127.0.0.1', port)).to.equal(true);
  });

  it('names the port that is in use', async () => {
    const { message } = await expectError(PortInUseError, undefined, () => openHttpEndpoint(port));

    expect(message).to.equal(`Port ${port} of 127.0.0.1 is in use.`);
  });
});

async function get(port: number, host: string, path = '/'): Promise<{ status: number | undefined; body: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, headers: { host } }, resolve).once('error', reject).end();
  });
  return { status: response.statusCode, body: await text(response) };
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
