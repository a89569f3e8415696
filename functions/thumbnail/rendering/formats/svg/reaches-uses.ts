import { lastPart, matchesSelector } from './matches-selector.ts';
import { selectorsOf } from './selectors-of.ts';
import { styleBlocks } from './style-blocks.ts';
import { attributeOf, tagsOf } from './tags-of.ts';

/** Whether every element that may use a CSS variable has its value, by itself or from an element around it. */
export function reachesUses(svg: string, name: string): boolean {
  const definition = new RegExp(`(?<![\\w-])${name}\\s*:`);
  const use = new RegExp(`var\\(\\s*${name}(?![\\w-])`);
  const defining: string[] = [];
  const using: string[] = [];
  for (const { selector, declarations } of styleBlocks(svg)) {
    const selectors = selectorsOf(selector ?? '').map((part) => part.trim().replace(/^svg\s+(?![>+~])/, ''));
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
    const isReached =
      reached.at(-1) || definition.test(style) || defining.some((selector) => matchesSelector(tag, selector));
    const isUsing = use.test(tag.attributes) || using.some((selector) => matchesSelector(tag, selector));
    if (isUsing && !isReached) return false;
    if (tag.kind === 'open') reached.push(isReached);
  }
  return true;
}
