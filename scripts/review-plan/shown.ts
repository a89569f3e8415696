import { unknown, type Value } from './values.ts';

/** Characters of one of the two values of a change. */
const longestValue = 160;

/** A value as a person reads it, of at most so many characters. */
export function shown(value: Value | undefined, longest = 120): string {
  return shortened(whole(value), longest);
}

/** A change of a value, in which what is left out of long values is not what differs between them. */
export function shownChange(before: Value | undefined, after: Value | undefined): { before: string; after: string } {
  const [was, is] = [whole(before), whole(after)];
  const start = Math.max(0, commonStart(was, is) - 20);
  const from = Math.max(was.length, is.length) <= longestValue ? 0 : start;
  const cut = (text: string) => shortened(from > 0 ? `…${text.slice(from)}` : text, longestValue);
  return { before: cut(was), after: cut(is) };
}

function whole(value: Value | undefined): string {
  if (value === unknown) return '(known after apply)';
  if (typeof value === 'symbol') return '(sensitive)';
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.map(whole).join(', ');
  return JSON.stringify(value, (_, part: Value) => (typeof part === 'symbol' ? whole(part) : part));
}

/** The text, or its beginning: at most so many characters. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
