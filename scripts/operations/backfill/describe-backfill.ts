import { escapeControlCharacters } from '../../../functions/thumbnail/escape-control-characters.ts';
import type { Journal } from './journal.ts';

/**
 * Returns what became of the images of a backfill.
 *
 * @param problems the file of the keys that were rejected or failed
 */
export function describeBackfill({ current, counts }: Pick<Journal, 'current' | 'counts'>, problems?: string): string {
  const lines = [`${current} had current thumbnails`, ...[...counts].map(([result, count]) => `${count} ${result}`)];
  if (problems !== undefined)
    lines.push(`Which were rejected or failed, and why: ${escapeControlCharacters(problems)}`);
  if (counts.has('failed')) lines.push('To try those that failed again, run the same command.');
  return `${lines.join('\n')}\n`;
}
