import type { Outcome } from './contract/outcome.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';

const levels: Record<Outcome['result'], string> = {
  created: 'INFO',
  removed: 'INFO',
  skipped: 'INFO',
  rejected: 'WARN',
  failed: 'ERROR',
};

/**
 * Formats an outcome as one line of JSON, in the shape of Lambda's own JSON logs. No key can begin a line or move the cursor of a
 * terminal: JSON escapes most of that, and the rest is escaped here.
 */
export function logLine(outcome: Outcome, requestId: string): string {
  const line = {
    timestamp: new Date().toISOString(),
    level: levels[outcome.result],
    message: 'outcome',
    requestId,
    ...outcome,
  };
  return escapeControlCharacters(JSON.stringify(line));
}
