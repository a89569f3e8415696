import { isUsed } from './is-used.ts';
import { type StyleBlock, styleBlocks } from './style-blocks.ts';
import { undrawn } from './undrawn.ts';

const newColour =
  /(?<![-\w])(?:oklab|oklch|lab|lch|hwb|color|color-mix|light-dark|contrast-color)\(|\b(?:rgb|hsl)a?\(\s*from\b|\bcalc\(|^initial\b|^(?:canvas|canvastext|button(?:face|text|border)|linktext|visitedtext|activetext|field(?:text)?|highlight(?:text)?|mark(?:text)?|graytext|accentcolor(?:text)?)$/i;
const newLength = /\d(?:rem|ch|r?lh|ic|cap|q|[sld]?v(?:w|h|min|max|i|b))\b|(?:calc|min|max|clamp)\(/i;
const anyButNone = /^(?!none\b)./i;
const pictureOfElement = /<(?:[\w-]+:)?feImage\b[^<>]*href\s*=\s*["']#/;
const maxQuoted = 60;
const turning = /(?:rotate|scale|skew|matrix)/i;

/** The values that browsers draw and librsvg ignores, by CSS property. */
const undrawnValues: Readonly<Partial<Record<string, RegExp>>> = {
  fill: newColour,
  stroke: newColour,
  color: newColour,
  'stop-color': newColour,
  'flood-color': newColour,
  'lighting-color': newColour,
  'clip-path': /(?:circle|ellipse|inset|polygon|path|xywh|rect|shape)\(/i,
  mask: /gradient\(|,(?![^(]*\))|\)\s*[^\s!]/i,
  'mask-mode': /alpha|luminance/i,
  'mask-image': anyButNone,
  '-webkit-mask': anyButNone,
  '-webkit-mask-image': anyButNone,
  filter: /\b(?:brightness|contrast|grayscale|hue-rotate|invert|saturate|sepia)\(/i,
  'mix-blend-mode': /^plus-/i,
  // The only unit of lengths that librsvg reads here is the pixel.
  transform:
    /%|\d(?!(?:px|deg|g?rad|turn|e[-+]?\d+)\b)[a-z]|(?:3d|calc|perspective|rotate[xyz]|(?:translate|scale)z)\(/i,
  rotate: anyButNone,
  scale: anyButNone,
  translate: anyButNone,
  'offset-path': anyButNone,
  d: /^path\(/i,
  all: /./,
  'color-interpolation': /linearRGB/i,
  'text-transform': /upper|lower|capital|full/i,
  'text-shadow': anyButNone,
  'word-spacing': /[1-9]/,
  'text-decoration': /(?:underline|overline|line-through)\s+(?!\w*line|!)\S/i,
  'text-decoration-line': /line/i,
  'text-orientation': /upright/i,
  'font-variant': /all-small|petite|unicase|titling/i,
  'font-variant-caps': /caps|unicase/i,
  'font-feature-settings': /(?:smcp|c2sc|onum|frac|sups|subs|sinf|zero)["'](?!\s*(?:0|off))/i,
};
/** Properties of boxes, such as the root. */
const box = /^(?:margin|padding|border|outline|box-shadow)/;
const lengths = /^(?:width|height|r|[cdr]?[xy][12]?|font-size|stroke-width|stroke-dashoffset|letter-spacing)$/;

const undrawnSelector =
  /:(?:is|where|has|matches|-webkit-any|lang|dir)\(|:nth-(?:last-)?child\([^)]*\bof\b|[\w*]\|[\w*]/;
const undrawnAtRule = /^@(?:media|supports|layer|container|scope|starting-style)\b/i;

/**
 * Rejects an SVG that librsvg would draw otherwise than browsers do, without saying so.
 *
 * @throws {Rejection} when its style sheets or its attributes use CSS that librsvg ignores
 */
export function rejectUndrawn(svg: string): void {
  const found = { turn: false, dashes: false, pathLength: false, origin: '' };
  if (pictureOfElement.test(svg)) throw undrawn('an element as a picture in a filter');
  for (const block of styleBlocks(svg)) {
    const { selector, declarations } = block;
    if (selector?.startsWith('@')) {
      if (undrawnAtRule.test(selector)) throw undrawn(`the CSS rule ${selector.slice(0, maxQuoted)}`);
      continue;
    }
    const problem = ruleProblem(block) ?? valueProblem(block, svg);
    const transforms = transformsOf(block);
    const isTurned = transforms.some((value) => turning.test(value));
    const isDashed = declarations.some(([property, value]) => property === 'stroke-dasharray' && value !== 'none');
    const hasPathLength = declarations.some(([property]) => property === 'pathlength');
    const [, origin = ''] = declarations.find(isOrigin) ?? [];
    const matters = problem || origin || isTurned || isDashed || hasPathLength;
    if (!matters || !isUsed(block, svg)) continue;
    if (problem) throw undrawn(problem);
    if (origin && isTurned) throw undrawn(`a transform around ${origin}`);
    // A rule may apply to any element.
    if (selector !== undefined) found.origin ||= origin;
    found.turn ||= isTurned;
    found.dashes ||= isDashed;
    found.pathLength ||= hasPathLength;
  }
  if (found.turn && found.origin) throw undrawn(`a transform around ${found.origin}`);
  if (found.dashes && found.pathLength) throw undrawn('dashes of a path with pathLength');
}

function ruleProblem({ selector, declarations }: StyleBlock): string | undefined {
  if (selector === undefined) return undefined;
  if (declarations.some(([property]) => property === 'alignment-baseline')) return 'alignment-baseline in a rule';
  if (undrawnSelector.test(selector)) return `the CSS selector ${selector.slice(0, maxQuoted)}`;
  return declarations.some((declaration) => declaration.join('').includes('{')) ? 'nested CSS rules' : undefined;
}

function valueProblem(block: StyleBlock, svg: string): string | undefined {
  const { selector, element, isRoot, declarations, attributeCount } = block;
  for (const [index, [property, value]] of declarations.entries()) {
    const isUndrawn =
      undrawnValues[property]?.test(value) || (lengths.test(property) && newLength.test(value) && !isRoot);
    // A colour may follow an older one, which librsvg draws. An attribute is no fallback: browsers draw the style.
    const isColour = undrawnValues[property] === newColour && !/^initial\b/i.test(value);
    const hasFallback = isColour && hasDrawnValue(declarations.slice(attributeCount, index), property);
    if (isUndrawn && !hasFallback && !(property === 'd' && isAttribute(value, svg)))
      return `${property}: ${value.slice(0, maxQuoted)}`;
  }
  if (isRoot && declarations.some(([property, value]) => box.test(property) && /[1-9]/.test(value)))
    return 'a CSS border, margin or shadow of the root';
  const transforms = transformsOf(block);
  if (transforms.length > 0 && /gradient|pattern/i.test(selector ?? element ?? ''))
    return 'a CSS transform of a gradient or a pattern';
  return new Set(transforms).size > 1 ? 'a transform as an attribute and in its style' : undefined;
}

function hasDrawnValue(declarations: StyleBlock['declarations'], property: string): boolean {
  return declarations.some(([name, value]) => name === property && !undrawnValues[name]?.test(value));
}

function transformsOf({ declarations }: StyleBlock): string[] {
  return declarations.filter(([property]) => property === 'transform').map(([, value]) => value);
}

/** Whether a path in CSS is also that of an attribute, as at the end of an animation. */
function isAttribute(path: string, svg: string): boolean {
  const [, commands] = /^path\(\s*["']([^"']+)["']\s*\)/.exec(path) ?? [];
  return commands !== undefined && svg.includes(` d="${commands}"`);
}

function isOrigin([property, value]: readonly [string, string]): boolean {
  return /^transform-(?:origin|box)$/.test(property) && !/^(?:0|view-box)/.test(value);
}
