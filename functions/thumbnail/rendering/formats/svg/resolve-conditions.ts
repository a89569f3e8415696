import { applyEdits, type Edit } from './apply-edits.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';
import { undrawn } from './undrawn.ts';

interface Element {
  name: string;
  isHidden: boolean;
  hasChild: boolean;
}

/** Elements whose content is drawn only where something refers to it. */
const notDrawn = new Set(['defs', 'metadata', 'title', 'desc']);
/** HTML elements that show something without a text. */
const replaced =
  /<(?:[\w-]+:)?(?:img|svg|input|button|select|textarea|canvas|video|object|embed|iframe|hr|math|progress|meter)\b/i;
const decorated =
  /\b(?:background|border|outline|box-shadow)[\w-]*\s*:\s*(?!none|transparent|0|inherit|initial|unset)/i;

/** Conditions that every browser meets. */
const alwaysMet =
  /\s(?:requiredFeatures\s*=\s*(?:"[^"]*"|'[^']*')|requiredExtensions\s*=\s*["']http:\/\/www\.w3\.org\/1999\/xhtml["'])/g;
const english = /(?:^|,)\s*en\b/i;

/**
 * Resolves the HTML in an SVG, which librsvg leaves out: in a `switch`, the fallback is shown instead. Removes the elements of other
 * languages and extensions: librsvg leaves them out only inside a `switch`.
 *
 * @throws {Rejection} when HTML that shows something has no fallback
 */
export function resolveConditions(original: string): string {
  const svg = original.replaceAll(alwaysMet, '');
  if (!/foreignObject|systemLanguage|requiredExtensions/i.test(svg)) return svg;
  const removed: Edit[] = [];
  const elements: Element[] = [];
  const tags = [...tagsOf(svg)];
  for (let index = 0; index < tags.length; index += 1) {
    const tag = tags[index];
    if (!tag) break;
    if (tag.kind === 'close') {
      elements.pop();
      continue;
    }
    const parent = elements.at(-1);
    const isExcluded = excludes(tag);
    if (tag.name === 'foreignobject' || (isExcluded && parent?.name !== 'switch')) {
      const last = closingIndex(tags, index);
      const end = tags[last]?.end ?? svg.length;
      const hasFallback = parent?.name === 'switch' && (parent.hasChild || tags[last + 1]?.kind !== 'close');
      if (!isExcluded && !hasFallback && !parent?.isHidden && shows(tag, svg.slice(tag.end, tags[last]?.at)))
        throw undrawn('HTML (foreignObject)');
      removed.push({ at: tag.at, end, text: '' });
      index = last;
      continue;
    }
    if (parent) parent.hasChild = true;
    if (tag.kind === 'open') {
      const isHidden = (parent?.isHidden ?? false) || notDrawn.has(tag.name) || isHiddenBy(tag);
      elements.push({ name: tag.name, isHidden, hasChild: false });
    }
  }
  return applyEdits(svg, removed);
}

/** Whether an element is only for another language, or for an extension that browsers lack. */
function excludes(tag: Tag): boolean {
  if (!/systemLanguage|requiredExtensions/.test(tag.attributes)) return false;
  const languages = attributeOf(tag, 'systemLanguage');
  return attributeOf(tag, 'requiredExtensions') !== undefined || (languages !== undefined && !english.test(languages));
}

/** Returns the index of the tag that closes the element that a tag opens. */
function closingIndex(tags: readonly Tag[], opening: number): number {
  let depth = 0;
  for (let index = opening; index < tags.length; index += 1) {
    const kind = tags[index]?.kind;
    if (kind === 'open') depth += 1;
    if (kind === 'close') depth -= 1;
    if (depth === 0) return index;
  }
  return tags.length;
}

function isHiddenBy(tag: Tag): boolean {
  return attributeOf(tag, 'display') === 'none' || /\bdisplay\s*:\s*none/.test(attributeOf(tag, 'style') ?? '');
}

/** Whether browsers show something of a foreignObject. They show none without a size. */
function shows(tag: Tag, content: string): boolean {
  const style = attributeOf(tag, 'style') ?? '';
  const sizes = ['width', 'height'].map(
    (name) => attributeOf(tag, name) ?? new RegExp(`\\b${name}\\s*:([^;]*)`).exec(style)?.[1],
  );
  if (isHiddenBy(tag) || sizes.some((size) => !Number.parseFloat(size ?? '0'))) return false;
  const html = content.replaceAll(/<!--[\s\S]*?-->|<(?:\w+:)?(style|script)\b[\s\S]*?<\/(?:\w+:)?\1>/g, '');
  const text = html.replaceAll(/<[^>]*>|&#160;|&#xa0;|&nbsp;|\u00c2\u00a0/gi, ' ');
  return text.trim() !== '' || replaced.test(html) || decorated.test(html);
}
