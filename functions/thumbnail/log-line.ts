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
  return printable(JSON.stringify(line));
}

/**
 * A text without what could begin a line, move the cursor of a terminal, or have what follows shown in another order: controls, the
 * separators of lines and paragraphs, and the marks that turn the direction of writing.
 */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
