import { unknown, type Value } from './values.ts';

/** The max characters of each of the two values of a change. */
const maxOfChange = 160;

/** The max characters of a value in a sentence. */
const maxInSentence = 120;

/** Returns a value as a person reads it, shortened to fit into a sentence. */
export function shown(value: Value | undefined): string {
  return shortened(whole(value), maxInSentence);
}

/** Returns two values as a person reads them, shortened so that the place where they differ stays. */
export function shownChange(before: Value | undefined, after: Value | undefined): { before: string; after: string } {
  const [was, is] = [whole(before), whole(after)];
  const start = Math.max(0, commonStart(was, is) - 20);
  const from = Math.max(was.length, is.length) <= maxOfChange ? 0 : start;
  const cut = (text: string) => shortened(from > 0 ? `…${text.slice(from)}` : text, maxOfChange);
  return { before: cut(was), after: cut(is) };
}

function whole(value: Value | undefined): string {
  if (value === unknown) return '(known after apply)';
  if (typeof value === 'symbol') return '(sensitive)';
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return 'nothing';
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.map(whole).join(', ');
  return JSON.stringify(value, (_, part: Value) => (typeof part === 'symbol' ? whole(part) : part));
}

/** Returns the text, or its beginning, of `max` characters. */
export function shortened(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
