import { styleBlocks } from './style-blocks.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';

/** Whether every element that may use a CSS variable has its value, by itself or from an element around it. */
export function reachesUses(svg: string, name: string): boolean {
  const definition = new RegExp(`(?<![\\w-])${name}\\s*:`);
  const use = new RegExp(`var\\(\\s*${name}(?![\\w-])`);
  const defining: string[] = [];
  const using: string[] = [];
  for (const { selector, declarations } of styleBlocks(svg)) {
    const selectors = selector?.split(',').map((part) => part.trim().replace(/^svg\s+(?![>+~])/, '')) ?? [];
    if (declarations.some(([property]) => property === name)) defining.push(...selectors);
    if (declarations.some(([, value]) => use.test(value))) using.push(...selectors.map(lastPart));
  }
  const reached: boolean[] = [];
  for (const tag of tagsOf(svg)) {
    if (tag.kind === 'close') {
      reached.pop();
      continue;
    }
    const style = attributeOf(tag, 'style') ?? '';
    const isReached = reached.at(-1) || definition.test(style) || defining.some((selector) => matches(tag, selector));
    const isUsing = use.test(tag.attributes) || using.some((selector) => matches(tag, selector));
    if (isUsing && !isReached) return false;
    if (tag.kind === 'open') reached.push(isReached);
  }
  return true;
}

/** Returns the part of a selector that matches the element itself, without the conditions that narrow it. */
function lastPart(selector: string): string {
  const [last = ''] = selector.split(/[\s>+~]+/).slice(-1);
  return last.replaceAll(/\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?/g, '');
}

/** Whether a selector of a name, classes and an identifier matches an element. Others match none. */
function matches(tag: Tag, selector: string): boolean {
  const [, name = '', conditions] = /^([\w-]*|\*)((?:[.#][\w-]+)*)$/.exec(selector) ?? [];
  if (conditions === undefined || (name !== '' && name !== '*' && name.toLowerCase() !== tag.name)) return false;
  const classes = (attributeOf(tag, 'class') ?? '').split(/\s+/);
  const id = attributeOf(tag, 'id');
  return (conditions.match(/[.#][\w-]+/g) ?? []).every((condition) =>
    condition.startsWith('.') ? classes.includes(condition.slice(1)) : condition.slice(1) === id,
  );
}
