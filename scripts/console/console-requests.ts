import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { RequestInterceptor } from '../local-aws/index.ts';
import { assertSameOrigin } from './assert-same-origin.ts';
import type { Board } from './board.ts';
import type { ConsolePipeline } from './console-pipeline.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { EventStream } from './event-stream.ts';
import type { LogTail } from './log-tail.ts';
import { RequestError } from './request-error.ts';
import { sandboxPolicy } from './security-headers.ts';
import { sendObject } from './send-object.ts';
import { sendPage } from './send-page.ts';
import { signUpload } from './sign-upload.ts';

/** No bucket can have this name, so that it is in nobody's way. */
const prefix = '/_console/';

export interface ConsoleOptions {
  pipeline: ConsolePipeline;
  board: Board;
  log: LogTail;
  stream: EventStream;
  letters: DeadLetters;
  version: string;
}

type Route = (
  options: ConsoleOptions,
  exchange: { request: IncomingMessage; response: ServerResponse; key: string },
) => Promise<unknown> | unknown;

/**
 * By method, and by the first part of the path below the prefix. The key is the rest of the path; or a parameter, since browsers
 * resolve `..` in paths. A returned value is sent as JSON.
 */
const routes: Readonly<Record<string, Route>> = {
  'GET page': (_options, { response, key: name }) => sendPage('page', name, response),
  'GET client': (_options, { response, key: name }) => sendPage('client', name, response),
  'GET events': ({ stream }, { response }) => stream.open(response),
  'GET timeline': ({ board, log }, { key }) => {
    const events = board.events(key);
    const requests = new Set(events.flatMap((it) => ('requestId' in it ? it.requestId : [])));
    return { events, lines: log.all().filter((line) => requests.has(requestIdOf(line))) };
  },
  'GET source': ({ pipeline }, { request, response, key }) =>
    sendObject(pipeline.objects, { bucket: pipeline.sourceBucket, key }, request, response),
  'GET processed': ({ pipeline }, { request, response, key }) =>
    sendObject(pipeline.objects, { bucket: pipeline.processedBucket, key }, request, response),
  'DELETE source': ({ pipeline }, { key }) => {
    pipeline.objects.delete(pipeline.sourceBucket, key);
    return {};
  },
  'POST uploads': async ({ pipeline }, { request }) => {
    const { region } = pipeline.stack;
    const endpoint = `http://${request.headers.host}`;
    return signUpload(await bodyOf(request), { endpoint, region, bucket: pipeline.sourceBucket });
  },
  'POST redrive': async ({ letters }) => ({ sent: await letters.redrive() }),
};

/**
 * Returns what serves the console beside the services: the page at `/` for browsers, its parts and its data below a prefix, and
 * `/health`.
 */
export function consoleRequests(options: ConsoleOptions): RequestInterceptor {
  return (request, response) => {
    const { method, url = '', headers } = request;
    if (method === 'GET' && headers.authorization === undefined) {
      if (url === '/' && headers.accept?.includes('text/html')) {
        sendPage('page', 'index.html', response).catch((error) => refuse(response, error));
        return true;
      }
      if (url === '/health') {
        sendJson(response, 200, health(options));
        return true;
      }
    }
    if (url.startsWith(prefix)) {
      answer(options, request, response).catch((error) => refuse(response, error));
      return true;
    }
    // Whatever a browser shows of a bucket must not run as a part of the console.
    if (headers['sec-fetch-dest'] !== undefined) response.setHeader('content-security-policy', sandboxPolicy);
    return false;
  };
}

async function answer(options: ConsoleOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  assertSameOrigin(request);
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const [, name, rest = ''] = /^([^/]*)\/?(.*)$/s.exec(decode(path.slice(prefix.length))) ?? [];
  const key = new URLSearchParams(query).get('key') ?? rest;
  const route = Object.entries(routes).find(([it]) => it === `${request.method} ${name}`)?.[1];
  if (!route) throw new RequestError(404, `The console does not know ${request.method} ${path}.`);
  const body = await route(options, { request, response, key });
  if (body !== undefined) sendJson(response, 200, body);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  try {
    return await json(request);
  } catch {
    throw new RequestError(400, 'The body is not JSON.');
  }
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw new RequestError(400, `${encoded} is not encoded as a URL is.`);
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  const status = error instanceof RequestError ? error.status : 500;
  sendJson(response, status, { message: error instanceof Error ? error.message : String(error) });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  response.end(`${JSON.stringify(body)}\n`);
}

function health({ board, version }: ConsoleOptions) {
  return { status: 'ok', name: 's3-thumbnail-pipeline', version, process: process.pid, pending: board.pending() };
}

function requestIdOf(line: string): string {
  return /"requestId":"([^"]+)"/.exec(line)?.[1] ?? '';
}
