import { selectorsOf } from './selectors-of.ts';
import { styleBlocks } from './style-blocks.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';
import { undrawn } from './undrawn.ts';
import { viewBoxOf } from './view-box-of.ts';

const picture = /gradient\(|url\(/i;
/** Words of the shorthand that are no colours. */
const otherWords =
  /\b(?:none|transparent|initial|inherit|unset|(?:no-)?repeat(?:-[xy])?|scroll|fixed|local|center|top|left|right|bottom|auto|cover|contain)\b|!\s*important/gi;
const colour = /#[\da-f]{3,8}|(?:rgb|hsl)a?\([^)]*\)|[a-z]+/i;
/** Everything that a rule for all elements could change. */
const fixed =
  'fill-opacity:1;stroke:none;opacity:1;filter:none;mask:none;clip-path:none;transform:none;display:inline;visibility:visible';

/**
 * Draws the CSS background of the root, which browsers show in an image, and librsvg ignores.
 *
 * @throws {Rejection} when it is more than a colour
 */
export function drawBackground(svg: string): string {
  if (!/background/i.test(svg)) return svg;
  const [root] = tagsOf(svg);
  if (root?.name !== 'svg' || root.kind !== 'open') return svg;
  const value = backgroundOf(svg, root);
  if (picture.test(value)) throw undrawn('a picture or a gradient as its CSS background');
  const [fill] = colour.exec(value.replaceAll(otherWords, '')) ?? [];
  if (!fill) return svg;
  if (/:(?:nth|first|last|only)-/.test(svg)) throw undrawn('a CSS background with selectors of positions');
  const [prefix = ''] = /^[^\s:>]*:/.exec(svg.slice(root.at + 1, root.end)) ?? [];
  const path = `<${prefix}path d="${areaOf(root)}" style="fill:${fill};${fixed}"/>`;
  const end = svg.lastIndexOf('</');
  // Nothing blends with the background.
  const isBlended = /mix-blend-mode/.test(svg);
  if (isBlended && /(?:svg|:root)\s*>\s*[\w.#*:[]/.test(svg)) throw undrawn('blending over a CSS background');
  const [opening, closing] = isBlended ? [`<${prefix}g style="isolation:isolate">`, `</${prefix}g>`] : ['', ''];
  return svg.slice(0, root.end) + path + opening + svg.slice(root.end, end) + closing + svg.slice(end);
}

function backgroundOf(svg: string, root: Tag): string {
  const names = (attributeOf(root, 'class') ?? '').split(/\s+/).map((name) => `.${name}`);
  const selectors = new Set(['svg', ':root', ...names, `#${attributeOf(root, 'id')}`]);
  let [fromRules, fromElement] = ['', ''];
  for (const { selector, isRoot, declarations } of styleBlocks(svg)) {
    const [, value] = declarations.findLast(([name, text]) => isBackground(name, text)) ?? [];
    if (value === undefined) continue;
    if (isRoot) fromElement = value;
    else if (selectorsOf(selector ?? '').some((part) => selectors.has(part.trim()))) fromRules = value;
  }
  return fromElement || fromRules;
}

function isBackground(name: string, value: string): boolean {
  return name === 'background' || name === 'background-color' || (name === 'background-image' && picture.test(value));
}

/** Returns a path that covers the image, and its margins where its proportions differ from those of its view box. */
function areaOf(root: Tag): string {
  const [x, y, width, height] = viewBoxOf(root) ?? [0, 0, 0, 0];
  const side = Math.max(width, height) || 32_767;
  const times = 20;
  return `M${x - times * side} ${y - times * side}h${2 * times * side}v${2 * times * side}h${-2 * times * side}z`;
}
