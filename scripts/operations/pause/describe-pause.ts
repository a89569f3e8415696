import { escapeControlCharacters } from '../../../functions/thumbnail/escape-control-characters.ts';
import type { PauseState } from './pause.ts';

/** Returns by whom, since when and why a function is paused. */
export function describePause({ record }: PauseState): string {
  if (!record) return 'by other means than npm run pause';
  return escapeControlCharacters(`by ${record.by} since ${record.at}: ${record.reason}`);
}
