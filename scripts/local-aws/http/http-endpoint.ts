import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderXml } from '../render-xml.ts';
import { PortInUseError } from './port-in-use-error.ts';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Returns true when it answers the request itself. */
export type RequestInterceptor = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface HttpEndpoint {
  /** Such as `http://127.0.0.1:4580`. */
  url: string;
  /**
   * Starts to answer requests, including those that wait already, or goes on with another handler. An error of the handler is
   * answered with status 500.
   */
  serve(handler: RequestHandler): void;
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface, and refuses requests with a foreign `Host`: the name of a hostile web page may resolve
 * to 127.0.0.1, but the browser sends that name.
 *
 * @param requestedPort 0 for any free one
 * @throws {PortInUseError} when the port is in use
 */
export async function openHttpEndpoint(requestedPort: number): Promise<HttpEndpoint> {
  let begin: (handler: RequestHandler) => void = () => {};
  let handler = new Promise<RequestHandler>((resolve) => {
    begin = resolve;
  });
  const server = createServer({ requestTimeout: 0 }, async (request, response) => {
    const { host = '' } = request.headers;
    if (!isOwnHost(host, port)) {
      response.writeHead(403, { 'content-type': 'application/xml' });
      response.end(foreignHost(host, url));
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
  server.listen(requestedPort, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw inUse ? new PortInUseError(requestedPort, { cause: error }) : error;
  }
  // A server that listens on a port has an address of this type.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    serve(next) {
      begin(next);
      handler = Promise.resolve(next);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Names below `localhost`, which S3 clients put a bucket's name before, are loopback names as well. */
function isOwnHost(host: string, port: number): boolean {
  const [, name = ''] = /^(.*):(\d+)$/.exec(host) ?? [];
  return host.endsWith(`:${port}`) && (name === '127.0.0.1' || name === 'localhost' || name.endsWith('.localhost'));
}

/** An error in S3's form, since its clients show any other as wrong credentials. */
function foreignHost(host: string, url: string): string {
  const message = `Host is ${host}, expected that of ${url}. An S3 client needs path-style addressing.`;
  return renderXml('Error', { Code: 'AccessDenied', Message: message });
}
