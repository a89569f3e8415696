import type { LogLine } from './log-store.ts';

/** A query of CloudWatch Logs Insights, as far as the local AWS understands it. */
export interface InsightsQuery {
  field: string;
  value: string;
  /** The maximum number of lines. */
  limit: number;
}

const form =
  /^fields @timestamp, @message \| filter ([A-Za-z]\w*) = ("(?:[^"\\]|\\["\\])*") \| sort @timestamp desc \| limit (\d+)$/;

/** The only form of a query that the local AWS answers. */
export const queryForm = 'fields @timestamp, @message | filter FIELD = "VALUE" | sort @timestamp desc | limit N';

/** Parses a query; undefined when it has another form. */
export function parseQuery(text: string): InsightsQuery | undefined {
  const [, field, value, limit] = form.exec(text) ?? [];
  if (field === undefined || value === undefined) return undefined;
  return { field, value: value.slice(1, -1).replaceAll(/\\(["\\])/g, '$1'), limit: Number(limit) };
}

/** Returns the newest lines that are JSON with the value in the field. */
export function answerQuery({ field, value, limit }: InsightsQuery, lines: readonly LogLine[]): LogLine[] {
  const matches = lines.filter(({ message }) => fieldOf(message, field) === value);
  return matches.reverse().slice(0, limit);
}

function fieldOf(message: string, field: string): unknown {
  try {
    const content: unknown = JSON.parse(message);
    return Object.entries(content ?? {}).find(([name]) => name === field)?.[1];
  } catch {
    return undefined;
  }
}
