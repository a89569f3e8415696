import { attributeOf, type Tag } from './tags-of.ts';

/** Returns the part of a selector that matches the element itself, without the conditions that narrow it. */
export function lastPart(selector: string): string {
  const [last = ''] = selector.split(/[\s>+~]+/).slice(-1);
  return last.replaceAll(/\[[^\]]*(?:\]|$)|::?[\w-]+(?:\([^)]*\))?/g, '');
}

/** Whether a selector of a name, classes and an identifier matches an element. Others match none. */
export function matchesSelector(tag: Tag, selector: string): boolean {
  const [, name = '', conditions] = /^([\w-]*|\*)((?:[.#][\w-]+)*)$/.exec(selector) ?? [];
  if (conditions === undefined || (name !== '' && name !== '*' && name.toLowerCase() !== tag.name)) return false;
  const classes = (attributeOf(tag, 'class') ?? '').split(/\s+/);
  const id = attributeOf(tag, 'id');
  return (conditions.match(/[.#][\w-]+/g) ?? []).every((condition) =>
    condition.startsWith('.') ? classes.includes(condition.slice(1)) : condition.slice(1) === id,
  );
}
