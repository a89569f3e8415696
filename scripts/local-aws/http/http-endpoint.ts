import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortInUseError } from './port-in-use-error.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpEndpoint {
  /** Such as `http://127.0.0.1:4580`. */
  url: string;
  /** Begins to answer: what a handler throws, with status 500. Requests that came before are kept waiting. */
  serve(handler: RequestHandler): void;
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface, and answers only requests that were meant for it: a web page elsewhere could have its
 * own name resolve to 127.0.0.1 and so reach what listens here, but the browser would say that name in `Host`.
 *
 * @param port 0 for any free one
 * @throws {PortInUseError} when the port is in use
 */
export async function openHttpEndpoint(port: number): Promise<HttpEndpoint> {
  let serve: (handler: RequestHandler) => void = () => {};
  const handler = new Promise<RequestHandler>((resolve) => {
    serve = resolve;
  });
  const server = createServer({ requestTimeout: 0 }, async (request, response) => {
    if (!hosts.includes(request.headers.host ?? '')) {
      response.writeHead(403, { 'content-type': 'text/plain' });
      response.end(`Host is ${request.headers.host}, expected ${hosts[0]}\n`);
      return;
    }
    try {
      await (await handler)(request, response);
    } catch (error) {
      // Of no use to a client that has hung up, which is one reason to be here.
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`${error}\n`);
    }
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw inUse ? new PortInUseError(port, { cause: error }) : error;
  }
  // Never null or a path: it listens on a port.
  const address = server.address() as AddressInfo;
  const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${address.port}`);
  return {
    url: `http://127.0.0.1:${address.port}`,
    serve,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
