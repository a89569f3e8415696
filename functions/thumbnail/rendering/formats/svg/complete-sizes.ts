import { applyEdits, type Edit } from './apply-edits.ts';
import { matchesList } from './matches-list.ts';
import { type StyleBlock, styleBlocks } from './style-blocks.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';
import { undrawn } from './undrawn.ts';

const sizes = ['width', 'height'] as const;
/** A size that no picture reaches: it keeps its proportions, so that the other size decides. */
const boundless = 1_000_000;
const automatic = /(?<![\w-])(?:width|height)\s*:\s*auto\b/i;
const proportions = /\spreserveAspectRatio\s*=\s*(?:"[^"]*"|'[^']*')/;

/**
 * Gives pictures the size that follows from their proportions, and uses of a symbol or an `svg` the size of that element: librsvg takes other sizes.
 *
 * @throws {Rejection} when a symbol has a position of its own, a picture with a single size may have no proportions, or the size of a picture is automatic
 */
export function completeSizes(svg: string): string {
  return /<(?:[\w-]+:)?(?:image|symbol|use)\b/.test(svg) ? applyEdits(svg, missingSizes(svg)) : svg;
}

function* missingSizes(svg: string): Iterable<Edit> {
  const rules = sizingRules(svg);
  const sized = sizedElements(svg);
  for (const tag of tagsOf(svg)) {
    if (tag.name !== 'image' && tag.name !== 'use') continue;
    const fromRules = declarationsFor(tag, rules);
    // librsvg takes the pixels of the picture as its size, instead of the proportions.
    if (tag.name === 'image' && hasAutomaticSize(tag, fromRules)) throw undrawn('a picture with an automatic size');
    const missing = sizes.filter((size) => !hasSize(tag, size, fromRules));
    if (tag.name === 'image' && missing.length === 1) {
      if (/["']\s*data:image\/svg/i.test(tag.attributes)) throw undrawn('an embedded SVG with a single size');
      const completed = ` ${missing[0]}="${boundless}" preserveAspectRatio="xMinYMin"${tag.attributes.replace(proportions, '')}`;
      yield { at: tag.nameEnd, end: tag.nameEnd + tag.attributes.length, text: completed };
    }
    const used = tag.name === 'use' && sized.get(attributeOf(tag, '(?:[\\w-]+:)?href') ?? '');
    for (const size of used ? missing : []) {
      const value = used && attributeOf(used, size);
      if (value) yield { at: tag.nameEnd, end: tag.nameEnd, text: ` ${size}="${value}"` };
    }
  }
}

/** Returns the elements that have a size when they are used, by the addresses that refer to them. */
function sizedElements(svg: string): Map<string, Tag> {
  const sized = [...tagsOf(svg)].filter(({ name, kind }) => /^(?:symbol|svg)$/.test(name) && kind !== 'close');
  if (
    sized.some(
      (tag) => tag.name === 'symbol' && ['x', 'y'].some((axis) => Number.parseFloat(attributeOf(tag, axis) ?? '0')),
    )
  )
    throw undrawn('a symbol with a position of its own');
  return new Map(sized.map((tag) => [`#${attributeOf(tag, 'id')}`, tag]));
}

/** Returns the rules of style sheets that give elements a size. */
function sizingRules(svg: string): StyleBlock[] {
  const isSize = ([property]: readonly [string, string]) => property === 'width' || property === 'height';
  return [...styleBlocks(svg)].filter(({ selector, declarations }) => selector && declarations.some(isSize));
}

/** Returns the declarations of all rules that may match an element. */
function declarationsFor(tag: Tag, rules: readonly StyleBlock[]): StyleBlock['declarations'] {
  return rules.flatMap(({ selector = '', declarations }) => (matchesList(tag, selector) ? declarations : []));
}

function hasSize(tag: Tag, size: string, fromRules: StyleBlock['declarations']): boolean {
  const style = attributeOf(tag, 'style') ?? '';
  return (
    attributeOf(tag, size) !== undefined ||
    new RegExp(`(?<![\\w-])${size}\\s*:`).test(style) ||
    fromRules.some(([property]) => property === size)
  );
}

function hasAutomaticSize(tag: Tag, fromRules: StyleBlock['declarations']): boolean {
  return (
    automatic.test(attributeOf(tag, 'style') ?? '') ||
    fromRules.some((declaration) => automatic.test(declaration.join(':')))
  );
}
