import { styleText } from 'node:util';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import type { LocalOutcome } from './local-outcome.ts';

const colours = { created: 'green', removed: 'gray', skipped: 'gray', rejected: 'yellow', failed: 'red' } as const;

/** Returns one line for people about an outcome: the result, the time, the key, and the thumbnails or the reason. */
export function outcomeLine(outcome: LocalOutcome, colour: boolean): string {
  const { key, result, ms } = outcome;
  const word = result.padEnd(8);
  const time = `${ms.toFixed(0).padStart(5)} ms`;
  return `${colour ? styleText(colours[result], word) : word} ${time}  ${escapeControlCharacters(key + detailsOf(outcome))}`;
}

function detailsOf(outcome: LocalOutcome): string {
  switch (outcome.result) {
    case 'created': {
      const made = outcome.thumbnails.map(
        ({ key, width, height, bytes }) => `${key} ${width}x${height} ${size(bytes)}`,
      );
      return ` -> ${made.join(', ')}`;
    }
    case 'removed':
      return '';
    case 'skipped':
      return `: ${outcome.reason}`;
    case 'rejected':
    case 'failed':
      return `: ${outcome.code}: ${outcome.reason}`;
  }
}

/** A kilobyte has 1000 bytes, as in S3's console. */
function size(bytes: number): string {
  return bytes < 1000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${(bytes / 1000).toFixed(1)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
