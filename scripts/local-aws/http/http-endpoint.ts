import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortInUseError } from './port-in-use-error.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpEndpoint {
  /** Such as `http://127.0.0.1:4580`. */
  url: string;
  /** Starts to answer requests, including those that wait already. An error of the handler is answered with status 500. */
  serve(handler: RequestHandler): void;
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface, and refuses requests with a foreign `Host`: the name of a hostile web page may resolve
 * to 127.0.0.1, but the browser sends that name.
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
      // A client that has hung up, which is one cause of errors, ignores this.
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
  // A server that listens on a port has an address of this type.
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
