import { lastPart, matchesSelector } from './matches-selector.ts';
import { selectorsOf } from './selectors-of.ts';
import type { Tag } from './tags-of.ts';

/** Whether one of a list of selectors may match an element, by what the selector says of the element itself. */
export function matchesList(tag: Tag, list: string): boolean {
  return selectorsOf(list).some((part) => matchesSelector(tag, lastPart(part.trim())));
}
