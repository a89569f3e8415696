import type { Outcome } from './contract.ts';

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
  // C1 controls, and the separators of lines and paragraphs, which some readers break lines at.
  return JSON.stringify(line).replaceAll(/[\u007f-\u009f\u2028\u2029]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
