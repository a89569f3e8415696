import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Authorize } from '../authorize.ts';
import { type JsonAnswer, jsonFailure, jsonService } from '../http/json-service.ts';
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

/** Creates a handler for queries of CloudWatch Logs Insights, which finish at once. Every other action is refused by name. */
export function logsRequestHandler({ logs, authorize, region, accountId, onRefusal }: LogsOptions) {
  const results = new Map<string, LogLine[]>();

  function startQuery(parameters: unknown, accessKeyId: string): JsonAnswer {
    const { data, error } = StartQuery.safeParse(parameters);
    if (error) return jsonFailure('InvalidParameterException', z.prettifyError(error));
    const { logGroupName, startTime, endTime, queryString } = data;
    const resource = `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}:*`;
    if (!authorize({ accessKeyId, action: 'logs:StartQuery', resource })) return denied('StartQuery');
    const lines = logs.lines(logGroupName);
    if (!lines) return jsonFailure('ResourceNotFoundException', `The log group ${logGroupName} does not exist.`);
    const query = parseQuery(queryString);
    if (!query)
      return jsonFailure('MalformedQueryException', `The local AWS answers no other queries than: ${queryForm}`);
    const queryId = randomUUID();
    const isWithin = ({ timestamp }: LogLine) => timestamp >= startTime * 1000 && timestamp < (endTime + 1) * 1000;
    results.set(queryId, answerQuery(query, lines.filter(isWithin)));
    return { status: 200, body: { queryId } };
  }

  function getQueryResults(parameters: unknown, accessKeyId: string): JsonAnswer {
    // The permission is for all queries of the account: a query has no resource.
    const isAllowed = authorize({ accessKeyId, action: 'logs:GetQueryResults', resource: '*' });
    if (!isAllowed) return denied('GetQueryResults');
    const { data } = GetQueryResults.safeParse(parameters);
    const lines = results.get(data?.queryId ?? '');
    if (!lines) return jsonFailure('ResourceNotFoundException', 'The query does not exist.');
    const rows = lines.map(({ timestamp, message }) => [
      { field: '@timestamp', value: new Date(timestamp).toISOString().replace('T', ' ').replace('Z', '') },
      { field: '@message', value: message },
    ]);
    return { status: 200, body: { status: 'Complete', results: rows } };
  }

  return jsonService({
    name: 'CloudWatch Logs',
    target: 'Logs_20140328',
    actions: { StartQuery: startQuery, GetQueryResults: getQueryResults },
    onRefusal,
  });
}

function denied(action: string): JsonAnswer {
  return jsonFailure('AccessDeniedException', `The caller is not authorized to perform: logs:${action}`);
}
