import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Authorize } from '../authorize.ts';
import { readCredential } from '../http/read-credential.ts';
import { renderXml } from '../render-xml.ts';
import { readParameters } from './parameters.ts';
import { queueActions } from './queue-actions.ts';
import type { QueueStore } from './queue-store.ts';
import { SqsError } from './sqs-error.ts';

export interface SqsOptions {
  queues: QueueStore;
  authorize: Authorize;
  region: string;
  accountId: string;
  /** The URL of the local AWS, such as `http://127.0.0.1:4580`. The URLs of queues begin with it. */
  endpoint: string;
  /** Called with a line for each request for an action that is not implemented. */
  onRefusal: (line: string) => void;
}

/** `QueueUrl` names the queue, or `QueueName` does when the action returns the URL. All other parameters are the action's. */
const Request = z.looseObject({ QueueUrl: z.url().optional(), QueueName: z.string().optional() });

const ListParameters = z.strictObject({ QueueNamePrefix: z.string().default('') });

/** Errors that keep a prefix of SQS's older protocol in `x-amzn-query-error`, from which the SDKs take an error's name. */
const prefixed = new Set(['MessageNotInflight', 'UnsupportedOperation']);

/**
 * Creates a handler for the part of SQS's JSON protocol that reads and empties queues. Every other action is refused by name.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html
 */
export function sqsRequestHandler(options: SqsOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers['x-amz-target'] === undefined) return refuseQueryProtocol(request, response, options.onRefusal);
    const disconnected = new AbortController();
    response.once('close', () => disconnected.abort());
    try {
      send(response, 200, await answer(request, options, disconnected.signal));
    } catch (error) {
      if (disconnected.signal.aborted) return;
      if (!(error instanceof SqsError)) throw error;
      if (error.name === 'UnsupportedOperation') options.onRefusal(error.message);
      response.setHeader('x-amzn-query-error', `${queryCode(error.name)};Sender`);
      send(response, error.status, { __type: `com.amazonaws.sqs#${error.name}`, message: error.message });
    }
  };
}

async function answer(request: IncomingMessage, options: SqsOptions, signal: AbortSignal): Promise<object> {
  const { queues, authorize, region, accountId, endpoint } = options;
  const name = String(request.headers['x-amz-target']).replace('AmazonSQS.', '');
  const action = queueActions.get(name);
  if (!action && name !== 'ListQueues') {
    const known = ['ListQueues', ...queueActions.keys()].join(', ');
    throw new SqsError(
      'UnsupportedOperation',
      `The local SQS does not implement the action ${name}. It implements ${known}.`,
    );
  }
  const { QueueUrl, QueueName = '', ...parameters } = await readRequest(request);
  const queueName = QueueUrl?.split('/').at(-1) ?? QueueName;
  const urlOf = (queue: string) => `${endpoint}/${accountId}/${queue}`;
  const arn = `arn:aws:sqs:${region}:${accountId}:${queueName}`;

  const accessKeyId = readCredential(request.headers.authorization)?.accessKeyId ?? '';
  // A batch needs the permission of its single action, and ListQueues has no queue as its resource.
  const permission = { accessKeyId, action: `sqs:${name.replace(/Batch$/, '')}`, resource: action ? arn : '*' };
  if (!authorize(permission)) {
    throw new SqsError(
      'AccessDenied',
      `${accessKeyId || 'Anonymous'} is not authorized to perform: ${permission.action} on ${permission.resource}`,
      403,
    );
  }
  if (action) return action(queues.queue(queueName), parameters, { url: urlOf(queueName), arn, signal });
  const { QueueNamePrefix } = readParameters(ListParameters, parameters);
  const names = queues.names().filter((queue) => queue.startsWith(QueueNamePrefix));
  return { QueueUrls: names.map(urlOf) };
}

async function readRequest(request: IncomingMessage): Promise<z.infer<typeof Request>> {
  try {
    return Request.parse(JSON.parse(await text(request)));
  } catch (cause) {
    throw new SqsError('InvalidParameterValue', `The request does not follow SQS's JSON protocol: ${cause}`);
  }
}

/** SQS's older protocol, which clients from before 2024 speak. AWS still accepts it. */
function refuseQueryProtocol(
  request: IncomingMessage,
  response: ServerResponse,
  onRefusal: (line: string) => void,
): void {
  const Message =
    'The local SQS implements the JSON protocol only. Update the client: AWS SDKs and the AWS CLI use that protocol since November 2023.';
  onRefusal(Message);
  request.resume();
  response.writeHead(501, { 'content-type': 'text/xml' });
  const Code = 'UnsupportedOperation';
  response.end(renderXml('ErrorResponse', { Error: { Type: 'Sender', Code, Message } }));
}

function queryCode(name: string): string {
  if (name === 'QueueDoesNotExist') return 'AWS.SimpleQueueService.NonExistentQueue';
  return prefixed.has(name) ? `AWS.SimpleQueueService.${name}` : name;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}
