import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Authorize } from '../authorize.ts';
import { readCredential } from '../http/read-credential.ts';
import type { AsynchronousInvocations } from './asynchronous-invocations.ts';
import { parseFunctionName } from './function-name.ts';
import { type InvocationRecord, invocationRecord } from './invocation-record.ts';
import type { LocalFunction } from './local-function.ts';

/** The operations on a function that Lambda's API offers here. */
export interface InvocableFunction {
  arn: string;
  invoke: LocalFunction['invoke'];
  enqueue: AsynchronousInvocations['enqueue'];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxPayloadBytes = { RequestResponse: 6 * 2 ** 20, Event: 2 ** 20 };

/**
 * Creates a handler for Lambda's `Invoke`, as `aws lambda invoke` and the SDKs send it, which refuses every other operation
 * by name. Where Lambda would throttle an invocation beyond the function's concurrency, this one waits.
 *
 * @param options.functions by name
 */
export function lambdaRequestHandler(options: {
  functions: ReadonlyMap<string, InvocableFunction>;
  authorize: Authorize;
  /** Called after a synchronous invocation. */
  onDone: (record: InvocationRecord) => void;
  /** Called with a line for each request that is not implemented. */
  onRefusal: (line: string) => void;
}) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await answerTo(request, options);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  };
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

async function answerTo(
  request: IncomingMessage,
  { functions, authorize, onDone, onRefusal }: Parameters<typeof lambdaRequestHandler>[0],
): Promise<Answer> {
  const { method, url = '', headers } = request;
  const [, name = '', qualifier] =
    /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?Qualifier=([^&]*))?$/.exec(url) ?? [];
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const logType = headers['x-amz-log-type'] ?? 'None';
  if (method !== 'POST' || !name || (type !== 'Event' && type !== 'RequestResponse') || logType !== 'None') {
    const requested = `${method} ${url}, invocation type ${type}, log type ${logType}`;
    const message = `${requested}: the local Lambda only invokes, without dry run or log tail.`;
    onRefusal(message);
    return failure(501, 'NotImplemented', message);
  }
  const invocable = find(functions, decodeURIComponent(name), qualifier && decodeURIComponent(qualifier));
  if (!invocable) {
    const known = [...functions.values()].map(({ arn }) => `${arn}:$LATEST`).join(', ');
    return failure(
      404,
      'ResourceNotFoundException',
      `Function not found: ${decodeURIComponent(name)}. Known: ${known}`,
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
  if (Buffer.byteLength(body) > maxPayloadBytes[type]) {
    return failure(413, 'RequestTooLargeException', `Request must be smaller than ${maxPayloadBytes[type]} bytes.`);
  }
  let event: unknown;
  try {
    event = JSON.parse(body || '{}');
  } catch {
    return failure(400, 'InvalidRequestContentException', 'Could not parse request body into json.');
  }
  if (type === 'Event') return { status: 202, headers: { 'x-amzn-requestid': await invocable.enqueue(event) } };
  return invokeNow(invocable, event, onDone);
}

async function invokeNow(
  { arn, invoke }: InvocableFunction,
  event: unknown,
  onDone: (record: InvocationRecord) => void,
): Promise<Answer> {
  const invocation = await invoke(event, { attempt: 1 });
  const { requestId, payload, error } = invocation;
  const condition = error ? 'RetriesExhausted' : 'Success';
  onDone(invocationRecord({ requestId, functionArn: arn, condition, payload: event, last: invocation }));
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

function find(
  functions: ReadonlyMap<string, InvocableFunction>,
  text: string,
  qualifier: string | undefined,
): InvocableFunction | undefined {
  const reference = parseFunctionName(text);
  const invocable = functions.get(reference?.name ?? '');
  const isSame = (reference?.arn ?? invocable?.arn) === invocable?.arn;
  const version = qualifier ?? reference?.qualifier ?? '$LATEST';
  return isSame && version === '$LATEST' ? invocable : undefined;
}

function failure(status: number, errorType: string, message: string): Answer {
  return { status, headers: { 'x-amzn-errortype': errorType }, body: { message } };
}
