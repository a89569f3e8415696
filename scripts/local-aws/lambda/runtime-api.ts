import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { FunctionError } from './invocation.ts';

/** What a function's process tells Lambda. An error without a request id is one of its initialization. */
export type RuntimeMessage =
  | { kind: 'next'; deliver: (event: string, headers: Record<string, string>) => void }
  | { kind: 'response'; requestId: string; body: string }
  | { kind: 'error'; requestId?: string; error: FunctionError };

/**
 * The server that one function's process asks for its invocations and tells their outcome.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 *
 * @returns its `address`, host and port, for `AWS_LAMBDA_RUNTIME_API`
 */
export async function openRuntimeApi(onMessage: (message: RuntimeMessage) => void) {
  const server = createServer((request, response) => {
    answer(request, response, onMessage).catch((error: Error) => response.destroy(error));
  });
  // A kept connection lies idle for as long as the handler runs.
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
