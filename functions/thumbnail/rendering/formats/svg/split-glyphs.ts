import { applyEdits, type Edit } from './apply-edits.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';
import { undrawn } from './undrawn.ts';

const lists = ['x', 'y', 'dx', 'dy'] as const;
const anyList = /\s(?:d?[xy])\s*=\s*["']\s*[^"'\s,]+[\s,]+[^"'\s]/;
const character = /&[^;\s]{1,10};|[\s\S]/gu;

/**
 * Gives each letter of a text its own element where the text has a list of positions, of which librsvg uses only the first.
 *
 * @throws {Rejection} when letters are turned or follow a path, or only a part of the letters with positions can be found
 */
export function splitGlyphs(svg: string): string {
  const edits: Edit[] = [];
  let opened: Tag | undefined;
  for (const tag of tagsOf(svg)) {
    const isText = tag.name === 'text' || tag.name === 'tspan';
    if (tag.name === 'textpath' && tag.kind === 'open') throw undrawn('text on a path');
    if (opened) {
      const content = svg.slice(opened.end, tag.at);
      if (!isText || tag.kind !== 'close') throw undrawn('positions of letters across several elements');
      edits.push({ at: opened.at, end: tag.at, text: splitText(svg.slice(opened.at, opened.end), opened, content) });
    }
    opened = undefined;
    if (!isText || tag.kind !== 'open') continue;
    if (/[1-9]/.test(attributeOf(tag, 'rotate') ?? '')) throw undrawn('turned letters');
    if (anyList.test(tag.attributes)) opened = tag;
  }
  return applyEdits(svg, edits);
}

/** Returns the tag of a text without its positions, and an element with a position for each letter. */
function splitText(tag: string, attributes: Tag, content: string): string {
  const isPreserved = /xml:space\s*=\s*["']preserve/.test(tag);
  const shown = Buffer.from(content, 'latin1').toString();
  const letters = (isPreserved ? shown : shown.replaceAll(/\s+/g, ' ').trim()).match(character) ?? [];
  const values = lists.map((name) => (attributeOf(attributes, name) ?? '').trim().split(/[\s,]+/));
  const count = Math.max(...values.map(({ length }) => length));
  const prefix = /^<[^\s:>]*:/.exec(tag)?.[0] ?? '<';
  const spans = letters.map((letter, index) => {
    // The letters after the last position follow it.
    if (index >= count) return letter;
    const positions = lists.flatMap((name, list) => (values[list]?.[index] ? ` ${name}="${values[list][index]}"` : ''));
    return `${prefix}tspan${positions.join('')}>${letter}${prefix.replace('<', '</')}tspan>`;
  });
  const opening = tag.replaceAll(/\s(?:d?[xy])\s*=\s*(?:"[^"]*"|'[^']*')/g, '');
  return opening + Buffer.from(spans.join('')).toString('latin1');
}
