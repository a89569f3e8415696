import { Rejection } from '../../../errors.ts';
import { mayMatch } from './may-match.ts';
import { reachesUses } from './reaches-uses.ts';
import { selectorsOf } from './selectors-of.ts';
import { type StyleBlock, styleBlocks } from './style-blocks.ts';

/** A value that a variable has in some elements. */
interface Definition {
  value: string;
  /** Its rank in the cascade among those of the root; undefined when it is for other elements. */
  rank: number | undefined;
}

/** Max growth of the text. Variables that use others several times can expand a short text to any length. */
const maxGrowth = 10;
/** Max length of a chain of variables that use each other. Browsers do not limit it. */
const maxRounds = 20;
const importance = /\s*!\s*important\s*$/i;
const innermostUse = /var\(\s*(--[^\s,()]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)/gi;
const anyUse = /var\(\s*--/i;
/** The selectors of the root, and the specificity of each. A style of the element itself comes first. */
const rootSelectors = new Map([
  ['svg', 1],
  [':root', 2],
  ['svg:root', 3],
]);
const [styleRank, importantRank] = [4, 10];

/**
 * Replaces CSS variables by their values: librsvg does not support variables, and would draw black. A variable needs a single value for
 * all elements that use it, or several at the root, of which the cascade chooses one.
 *
 * @throws {Rejection} when a variable has no value, or several, or one for only some elements, or the text becomes too long
 */
export function resolveVariables(svg: string): string {
  if (!anyUse.test(svg)) return svg;
  const definitions = definitionsIn(svg);
  let left = maxGrowth * svg.length;
  const values = new Map<string, string | undefined>();
  const lookUp = (name: string, fallback: string | undefined) => {
    if (!values.has(name)) values.set(name, chosenValue(name, definitions.get(name) ?? [], svg));
    const found = values.get(name) ?? fallback?.trim();
    if (found === undefined) throw unresolved(name, 'has no value');
    left -= found.length;
    if (left < 0) throw tooLong();
    return found;
  };
  let resolved = svg;
  for (let round = 0; round < maxRounds && anyUse.test(resolved); round += 1) {
    resolved = resolved.replaceAll(innermostUse, (_, name: string, fallback?: string) => lookUp(name, fallback));
  }
  if (anyUse.test(resolved)) throw unresolved('--…', 'refers to itself');
  return resolved;
}

function definitionsIn(svg: string): Map<string, Definition[]> {
  const definitions = new Map<string, Definition[]>();
  for (const block of styleBlocks(svg)) {
    const selectors =
      block.selector === undefined ? [undefined] : selectorsOf(block.selector).map((part) => part.trim());
    const ranks = selectors
      .filter((selector) => selector === undefined || mayMatch(selector, svg))
      .map((selector) => rankOf(selector, block));
    for (const [name, text] of block.declarations) {
      if (!name.startsWith('--')) continue;
      const value = text.replace(importance, '');
      const extra = value === text ? 0 : importantRank;
      const found = ranks.map((rank) => ({ value, rank: rank === undefined ? undefined : rank + extra }));
      definitions.set(name, [...(definitions.get(name) ?? []), ...found]);
    }
  }
  return definitions;
}

function rankOf(selector: string | undefined, { isRoot }: StyleBlock): number | undefined {
  if (selector === undefined) return isRoot ? styleRank : undefined;
  return rootSelectors.get(selector);
}

/** Returns the only value of a variable, or the last one of the highest rank, if all are the root's; undefined when it has none. */
function chosenValue(name: string, definitions: readonly Definition[], svg: string): string | undefined {
  if (new Set(definitions.map(({ value }) => value)).size <= 1) {
    const isGlobal = definitions.length === 0 || definitions.some(({ rank }) => rank !== undefined);
    if (!isGlobal && !reachesUses(svg, name)) throw unresolved(name, 'has a value only for some elements that use it');
    return definitions[0]?.value;
  }
  if (definitions.some(({ rank }) => rank === undefined)) throw unresolved(name, 'has several values');
  return definitions.reduce((best, next) => ((next.rank ?? 0) >= (best.rank ?? 0) ? next : best)).value;
}

function tooLong(): Rejection {
  const reason = `The svg image is more than ${maxGrowth} times as long once its CSS variables have their values.`;
  return new Rejection('image-too-complex', `${reason} Write the values where they are used.`);
}

function unresolved(name: string, problem: string): Rejection {
  const reason = `The CSS variable ${name} of the svg image ${problem}, so its colours are unknown.`;
  return new Rejection('unsupported-format', `${reason} Write the values where they are used.`);
}
