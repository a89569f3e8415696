import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Authorize } from '../authorize.ts';
import { readCredential } from '../http/read-credential.ts';
import { answerQuery, parseQuery, queryForm } from './insights-query.ts';
import type { LogLine, LogStore } from './log-store.ts';

export interface LogsOptions {
  logs: LogStore;
  authorize: Authorize;
  region: string;
  accountId: string;
  /** Called with a line for each request that is not implemented. */
  onRefusal: (line: string) => void;
}

/** Times are in seconds since 1970. */
const StartQuery = z.strictObject({
  logGroupName: z.string(),
  startTime: z.number(),
  endTime: z.number(),
  queryString: z.string(),
});
const GetQueryResults = z.strictObject({ queryId: z.string() });

interface Answer {
  status: number;
  body: object;
}

/** Creates a handler for queries of CloudWatch Logs Insights, which finish at once. Every other action is refused by name. */
export function logsRequestHandler(options: LogsOptions) {
  const results = new Map<string, LogLine[]>();
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = answer(request, await text(request), results, options);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  };
}

function answer(request: IncomingMessage, body: string, results: Map<string, LogLine[]>, options: LogsOptions): Answer {
  const action = String(request.headers['x-amz-target']).replace('Logs_20140328.', '');
  const accessKeyId = readCredential(request.headers.authorization)?.accessKeyId ?? '';
  if (action === 'StartQuery') return startQuery(parsed(body), accessKeyId, results, options);
  if (action !== 'GetQueryResults') {
    const message = `The local CloudWatch Logs does not implement ${action}. It implements StartQuery and GetQueryResults.`;
    options.onRefusal(message);
    return failure('NotImplemented', message, 501);
  }
  // The permission is for all queries of the account: a query has no resource.
  if (!options.authorize({ accessKeyId, action: 'logs:GetQueryResults', resource: '*' })) return denied(action);
  const { data } = GetQueryResults.safeParse(parsed(body));
  const lines = results.get(data?.queryId ?? '');
  if (!lines) return failure('ResourceNotFoundException', 'The query does not exist.');
  const rows = lines.map(({ timestamp, message }) => [
    { field: '@timestamp', value: new Date(timestamp).toISOString().replace('T', ' ').replace('Z', '') },
    { field: '@message', value: message },
  ]);
  return { status: 200, body: { status: 'Complete', results: rows } };
}

function startQuery(
  parameters: unknown,
  accessKeyId: string,
  results: Map<string, LogLine[]>,
  { logs, authorize, region, accountId }: LogsOptions,
): Answer {
  const { data, error } = StartQuery.safeParse(parameters);
  if (error) return failure('InvalidParameterException', z.prettifyError(error));
  const { logGroupName, startTime, endTime, queryString } = data;
  const resource = `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}:*`;
  if (!authorize({ accessKeyId, action: 'logs:StartQuery', resource })) return denied('StartQuery');
  const lines = logs.lines(logGroupName);
  if (!lines) return failure('ResourceNotFoundException', `The log group ${logGroupName} does not exist.`);
  const query = parseQuery(queryString);
  if (!query) return failure('MalformedQueryException', `The local AWS answers no other queries than: ${queryForm}`);
  const queryId = randomUUID();
  const isWithin = ({ timestamp }: LogLine) => timestamp >= startTime * 1000 && timestamp < (endTime + 1) * 1000;
  results.set(queryId, answerQuery(query, lines.filter(isWithin)));
  return { status: 200, body: { queryId } };
}

function denied(action: string): Answer {
  return failure('AccessDeniedException', `The caller is not authorized to perform: logs:${action}`);
}

function failure(type: string, message: string, status = 400): Answer {
  return { status, body: { __type: type, message } };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
