import { setTimeout as delay } from 'node:timers/promises';
import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  type ResultField,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';

const pollMs = 500;
const maxPolls = 120;

/** The states of a query that is not done: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
const unfinished = ['Scheduled', 'Running', 'Unknown'];

export interface LogQuery {
  logGroup: string;
  /** The `key` of the outcome, as the log names it. */
  key: string;
  since: Date;
  /** The maximum number of lines. */
  max: number;
}

/**
 * Returns the newest lines about a key, newest first. CloudWatch bills what the query scans.
 *
 * @throws {Error} when the query fails, or takes more than a minute
 */
export async function logLines(
  logs: CloudWatchLogsClient,
  { logGroup, key, since, max }: LogQuery,
  signal: AbortSignal,
): Promise<string[]> {
  const quoted = `"${key.replaceAll(/["\\]/g, '\\$&')}"`;
  const { queryId } = await logs.send(
    new StartQueryCommand({
      logGroupName: logGroup,
      startTime: Math.floor(since.getTime() / 1000),
      endTime: Math.ceil(Date.now() / 1000),
      queryString: `fields @timestamp, @message | filter key = ${quoted} | sort @timestamp desc | limit ${max}`,
    }),
  );
  for (let poll = 0; poll < maxPolls; poll += 1) {
    const { status = 'Unknown', results = [] } = await logs.send(new GetQueryResultsCommand({ queryId }));
    if (status === 'Complete') return results.map((row) => fieldOf(row, '@message'));
    if (!unfinished.includes(status)) throw new Error(`The query of ${logGroup} ended as ${status}. Try it again.`);
    await delay(pollMs, undefined, { signal });
  }
  throw new Error(`The query of ${logGroup} did not end in ${(maxPolls * pollMs) / 1000} seconds. Try it again.`);
}

function fieldOf(row: readonly ResultField[], name: string): string {
  return (row.find(({ field }) => field === name)?.value ?? '').trim();
}
