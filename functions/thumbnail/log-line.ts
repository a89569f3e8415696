import type { Outcome } from './contract.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';

const levels: Record<Outcome['result'], string> = {
  created: 'INFO',
  removed: 'INFO',
  skipped: 'INFO',
  rejected: 'WARN',
  failed: 'ERROR',
};

/**
 * An outcome as one line of JSON, in the shape that Lambda gives to its own JSON logs. Whatever a key holds, it can neither
 * begin a line of its own nor move the cursor of a terminal: JSON escapes most of that, and the rest is escaped here.
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
