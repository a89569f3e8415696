import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Authorize } from '../authorize.ts';
import { readCredential } from '../http/read-credential.ts';
import type { AsynchronousInvocations } from './asynchronous-invocations.ts';
import type { LocalFunction } from './local-function.ts';

/** The operations on a function that Lambda's API offers here. */
export interface InvocableFunction {
  arn: string;
  invoke: LocalFunction['invoke'];
  enqueue: AsynchronousInvocations['enqueue'];
}

/** 6 MB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxPayloadBytes = 6 * 2 ** 20;

/**
 * Creates a handler for Lambda's `Invoke`, as `aws lambda invoke` and the SDKs send it, which refuses every other operation
 * by name. Where Lambda would throttle an invocation beyond the function's concurrency, this one waits.
 *
 * @param options.functions by name
 */
export function lambdaRequestHandler(options: {
  functions: ReadonlyMap<string, InvocableFunction>;
  authorize: Authorize;
}) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await invoke(request, options);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  };
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

async function invoke(
  request: IncomingMessage,
  { functions, authorize }: Parameters<typeof lambdaRequestHandler>[0],
): Promise<Answer> {
  const { method, url = '', headers } = request;
  const [, name = ''] = /^\/2015-03-31\/functions\/([^/?]+)\/invocations$/.exec(url) ?? [];
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const logType = headers['x-amz-log-type'] ?? 'None';
  if (method !== 'POST' || !name || (type !== 'Event' && type !== 'RequestResponse') || logType !== 'None') {
    const requested = `${method} ${url}, invocation type ${type}, log type ${logType}`;
    return failure(
      501,
      'NotImplemented',
      `${requested}: the local Lambda only invokes, without version, dry run or log tail.`,
    );
  }
  const invocable = functions.get(decodeURIComponent(name));
  if (!invocable) {
    return failure(
      404,
      'ResourceNotFoundException',
      `Function not found: ${name}. Known functions: ${[...functions.keys()].join(', ')}`,
    );
  }
  const accessKeyId = readCredential(headers.authorization)?.accessKeyId ?? '';
  const action = 'lambda:InvokeFunction';
  if (!authorize({ accessKeyId, action, resource: invocable.arn })) {
    return failure(
      403,
      'AccessDeniedException',
      `${accessKeyId || 'Anonymous'} is not authorized to perform: ${action} on ${invocable.arn}`,
    );
  }
  const body = await text(request);
  if (Buffer.byteLength(body) > maxPayloadBytes) {
    return failure(413, 'RequestTooLargeException', `Request must be smaller than ${maxPayloadBytes} bytes.`);
  }
  let event: unknown;
  try {
    event = JSON.parse(body || '{}');
  } catch {
    return failure(400, 'InvalidRequestContentException', 'Could not parse request body into json.');
  }
  if (type === 'Event') return { status: 202, headers: { 'x-amzn-requestid': await invocable.enqueue(event) } };
  const { requestId, payload, error } = await invocable.invoke(event);
  return {
    status: 200,
    headers: {
      'x-amz-executed-version': '$LATEST',
      'x-amzn-requestid': requestId,
      ...(error && { 'x-amz-function-error': 'Unhandled' }),
    },
    body: error ?? payload,
  };
}

function failure(status: number, errorType: string, message: string): Answer {
  return { status, headers: { 'x-amzn-errortype': errorType }, body: { message } };
}
