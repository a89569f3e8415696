import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Authorize } from '../authorize.ts';
import { readCredential } from '../http/read-credential.ts';
import { type Answer, failure } from './answer.ts';
import type { AsynchronousInvocations } from './asynchronous-invocations.ts';
import { type ControllableFunction, control, controlOperations, readControlRequest } from './control-operations.ts';
import { parseFunctionName } from './function-name.ts';
import { type InvocationRecord, invocationRecord } from './invocation-record.ts';
import type { LocalFunction } from './local-function.ts';

/** The operations on a function that Lambda's API offers here. */
export interface InvocableFunction extends ControllableFunction {
  invoke: LocalFunction['invoke'];
  enqueue: AsynchronousInvocations['enqueue'];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxPayloadBytes = { RequestResponse: 6 * 2 ** 20, Event: 2 ** 20 };

/**
 * Creates a handler for Lambda's `Invoke` and the operations of `control`, as the AWS CLI and the SDKs send them, which refuses every
 * other operation by name. Where Lambda would throttle an invocation beyond the function's concurrency, this one waits, unless none
 * is reserved.
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

async function answerTo(
  request: IncomingMessage,
  options: Parameters<typeof lambdaRequestHandler>[0],
): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const controlRequest = readControlRequest(method, url);
  if (controlRequest) {
    const { operation, reference } = controlRequest;
    const found = findAllowed(reference, undefined, `lambda:${operation}`, headers.authorization, options);
    return 'status' in found ? found : control(operation, found, { url, body: await text(request) });
  }
  return answerInvoke(request, options);
}

async function answerInvoke(
  request: IncomingMessage,
  options: Parameters<typeof lambdaRequestHandler>[0],
): Promise<Answer> {
  const { method, url = '', headers } = request;
  const [, name = '', qualifier] =
    /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?Qualifier=([^&]*))?$/.exec(url) ?? [];
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const logType = headers['x-amz-log-type'] ?? 'None';
  if (method !== 'POST' || !name || (type !== 'Event' && type !== 'RequestResponse') || logType !== 'None') {
    const requested = `${method} ${url}, invocation type ${type}, log type ${logType}`;
    const known = controlOperations.join(', ');
    const message = `${requested}: the local Lambda implements Invoke, without dry run or log tail, ${known}.`;
    options.onRefusal(message);
    return failure(501, 'NotImplemented', message);
  }
  const version = qualifier && decodeURIComponent(qualifier);
  const invocable = findAllowed(
    decodeURIComponent(name),
    version,
    'lambda:InvokeFunction',
    headers.authorization,
    options,
  );
  if ('status' in invocable) return invocable;
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
  if (invocable.reservedConcurrency() === 0) {
    const reason = 'ReservedFunctionConcurrentInvocationLimitExceeded';
    const throttled = failure(429, 'TooManyRequestsException', 'Rate Exceeded.');
    return { ...throttled, body: { message: 'Rate Exceeded.', Reason: reason, Type: 'User' } };
  }
  return invokeNow(invocable, event, options.onDone);
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

/** Returns the function that a caller names, or the answer that refuses it. */
function findAllowed(
  reference: string,
  qualifier: string | undefined,
  action: string,
  authorization: string | undefined,
  { functions, authorize }: Parameters<typeof lambdaRequestHandler>[0],
): InvocableFunction | Answer {
  const found = find(functions, reference, qualifier);
  if (!found) {
    const known = [...functions.values()].map(({ arn }) => `${arn}:$LATEST`).join(', ');
    return failure(404, 'ResourceNotFoundException', `Function not found: ${reference}. Known: ${known}`);
  }
  const accessKeyId = readCredential(authorization)?.accessKeyId ?? '';
  if (authorize({ accessKeyId, action, resource: found.arn })) return found;
  const caller = accessKeyId || 'Anonymous';
  return failure(403, 'AccessDeniedException', `${caller} is not authorized to perform: ${action} on ${found.arn}`);
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
