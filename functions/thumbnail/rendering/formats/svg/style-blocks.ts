import { cssRules } from './css-rules.ts';
import { styleSheets } from './style-sheets.ts';
import { attributeOf, tagsOf } from './tags-of.ts';

/** A set of declarations: those of one rule, or of the attributes of one element. */
export interface StyleBlock {
  /** The selector of a rule; undefined for an element. */
  selector: string | undefined;
  /** The name of an element, in lower case; undefined for a rule. */
  element: string | undefined;
  /** Whether it belongs to the root element. */
  isRoot: boolean;
  declarations: ReadonlyArray<Declaration>;
  /** The number of declarations that are attributes. They come first. */
  attributeCount: number;
}

type Declaration = readonly [property: string, value: string];

/** The attributes that are CSS properties at the same time, as far as this project looks at them. */
const presentation =
  /\s(fill|stroke|color|(?:stop|flood|lighting)-color|transform|transform-origin|clip-path|mask|filter|color-interpolation|stroke-dasharray|pathLength|word-spacing|text-transform|width|height|[cdr]?[xy][12]?|r|font-size|stroke-width)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Occurs in all attributes that this project looks at. Most elements of a large image have none of these. */
const mattering =
  /\(|style|stroke-dasharray|pathLength|linearRGB|initial|word-spacing|text-transform|lighting-color|\d(?:rem|ch|lh|q|v(?:w|h|min|max))\b|=["'](?:canvas|button|link|field|highlight|mark|accent)/i;
/** In longer attributes, the long values are left out: they are paths and embedded pictures. */
const maxAttributes = 20_000;
const longValue = /"[^"]{2000,}"|'[^']{2000,}'/g;
/** A declaration may have semicolons in brackets or quotation marks, such as those of a `data:` URL. */
const declaration = /(?:[^;("']+|\([^)]*(?:\)|$)|"[^"]*"|'[^']*')+/g;

/** Yields the declarations of the style sheets of an SVG, and those of its elements that matter here. */
export function* styleBlocks(svg: string): Iterable<StyleBlock> {
  for (const { css } of styleSheets(svg)) {
    for (const { selector, body } of cssRules(css)) {
      yield { selector, element: undefined, isRoot: false, declarations: declarationsOf(body), attributeCount: 0 };
    }
  }
  let isRoot = true;
  for (const { name, kind, attributes } of tagsOf(svg)) {
    if (kind !== 'close' && mattering.test(attributes)) {
      yield { selector: undefined, element: name, isRoot, ...declarationsOfElement(attributes) };
    }
    isRoot = false;
  }
}

function declarationsOfElement(attributes: string): Pick<StyleBlock, 'declarations' | 'attributeCount'> {
  const short = attributes.length > maxAttributes ? attributes.replaceAll(longValue, '""') : attributes;
  const fromAttributes = [...short.matchAll(presentation)].map(
    ([, name = '', double, single]): Declaration => [name.toLowerCase(), (double ?? single ?? '').trim()],
  );
  const fromStyle = declarationsOf(attributeOf({ attributes: short }, 'style') ?? '');
  return { declarations: [...fromAttributes, ...fromStyle], attributeCount: fromAttributes.length };
}

function declarationsOf(body: string): Declaration[] {
  return (body.match(declaration) ?? []).flatMap((text): Declaration[] => {
    const colon = text.indexOf(':');
    if (colon < 0) return [];
    const name = text.slice(0, colon).trim();
    // Only the names of variables distinguish upper from lower case.
    return [[name.startsWith('--') ? name : name.toLowerCase(), text.slice(colon + 1).trim()]];
  });
}
