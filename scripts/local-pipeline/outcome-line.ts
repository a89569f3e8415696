import { styleText } from 'node:util';
import type { Outcome } from '../../functions/thumbnail/contract.ts';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';

const colours = { created: 'green', removed: 'gray', skipped: 'gray', rejected: 'yellow', failed: 'red' } as const;

/** One line for people that tells an outcome: what became of the key, in which time, and at which sizes or why not. */
export function outcomeLine({ key, result, code, reason, thumbnails = [], ms }: Outcome, colour: boolean): string {
  const word = result.padEnd(8);
  const made = thumbnails.map(
    ({ key: to, width, height, bytes }) => `${escapeControlCharacters(to)} ${width}x${height} ${size(bytes)}`,
  );
  const why = [code, reason].filter((text) => text !== undefined).map(escapeControlCharacters);
  const details = made.length > 0 ? ` -> ${made.join(', ')}` : why.length > 0 ? `: ${why.join(': ')}` : '';
  return `${colour ? styleText(colours[result], word) : word} ${ms.toFixed(0).padStart(5)} ms  ${escapeControlCharacters(key)}${details}`;
}

/** A thousand bytes to the kilobyte, as storage is sold and S3 consoles show it. */
function size(bytes: number): string {
  return bytes < 1000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${(bytes / 1000).toFixed(1)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
