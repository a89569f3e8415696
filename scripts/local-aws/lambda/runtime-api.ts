import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { FunctionError } from './invocation.ts';

/** A message of a function's process to Lambda. An error without a request id is an error of the initialization. */
export type RuntimeMessage =
  | { kind: 'next'; deliver: (event: string, headers: Record<string, string>) => void }
  | { kind: 'response'; requestId: string; body: string }
  | { kind: 'error'; requestId?: string; error: FunctionError };

/**
 * Opens the server from which one function's process gets its invocations, and to which it sends their results.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 *
 * @returns `address` is the host and port for `AWS_LAMBDA_RUNTIME_API`
 */
export async function openRuntimeApi(onMessage: (message: RuntimeMessage) => void) {
  const server = createServer((request, response) => {
    answer(request, response, onMessage).catch((error: Error) => response.destroy(error));
  });
  // A kept-alive connection is idle for as long as the handler runs.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  onMessage: (message: RuntimeMessage) => void,
) {
  const resource = request.url?.replace('/2018-06-01/runtime/', '') ?? '';
  if (resource === 'invocation/next') {
    onMessage({ kind: 'next', deliver: (event, headers) => response.writeHead(200, headers).end(event) });
    return;
  }
  const [, requestId = '', outcome] = /^invocation\/([^/]+)\/(response|error)$/.exec(resource) ?? [];
  const body = await text(request);
  response.statusCode = 202;
  if (outcome === 'response') onMessage({ kind: 'response', requestId, body });
  else if (outcome === 'error') onMessage({ kind: 'error', requestId, error: FunctionError.parse(JSON.parse(body)) });
  else if (resource === 'init/error') onMessage({ kind: 'error', error: FunctionError.parse(JSON.parse(body)) });
  else response.statusCode = 404;
  response.end();
}
