import { applyEdits, type Edit } from './apply-edits.ts';
import { matchesList } from './matches-list.ts';
import { styleBlocks } from './style-blocks.ts';
import { rewriteStyleSheets } from './style-sheets.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';
import { viewBoxOf } from './view-box-of.ts';

type Point = readonly [x: number, y: number];

const originProperty = /(?<![\w-])transform-origin\s*:\s*([^;"'{}]+);?/gi;
const transformProperty = /(?<=(?<![\w-])transform\s*:\s*)[a-z][^;"'{}!]*\)(?=\s*(?:[;"'}]|$))/gi;
const originAttribute = /\stransform-origin\s*=\s*["']([^"']*)["']/g;
const transformAttribute = /(?<=\stransform\s*=\s*["'])[^"']*\)(?=\s*["'])/g;
const ownTransform = /(?<![\w-])transform\s*[:=]/gi;
const otherBox = /transform-box\s*[:=]\s*["']?\s*(?:fill|stroke|content|border)-box/i;
const portions: Readonly<Partial<Record<string, string>>> = {
  left: '0%',
  top: '0%',
  center: '50%',
  right: '100%',
  bottom: '100%',
};

/**
 * Writes the origin of each transform into the transform, where both are properties of one rule or of one element: librsvg ignores
 * origins. Others stay, and so do all where an element has several transforms: the origin of one may be that of another.
 */
export function resolveOrigins(svg: string): string {
  if (!/transform-origin/i.test(svg) || hasSeveralTransforms(svg)) return svg;
  const size = sizeOf(svg);
  const edited = applyEdits(svg, editedTags(svg, size));
  return rewriteStyleSheets(edited, ({ css }) =>
    css.replaceAll(/\{[^{}]*\}/g, (body) => moved(body, originProperty, transformProperty, size)),
  );
}

/** Whether rules, a style and an attribute give an element more than one transform. */
function hasSeveralTransforms(svg: string): boolean {
  const selectors = [...styleBlocks(svg)].flatMap(({ selector, declarations }) =>
    selector !== undefined && declarations.some(([property]) => property === 'transform') ? selector : [],
  );
  for (const tag of tagsOf(svg)) {
    if (tag.kind === 'close') continue;
    const own = (tag.attributes.match(ownTransform) ?? []).length;
    if (own + selectors.filter((selector) => matchesList(tag, selector)).length > 1) return true;
  }
  return false;
}

function* editedTags(svg: string, size: Point | undefined): Iterable<Edit> {
  for (const { at, end, attributes } of tagsOf(svg)) {
    if (!/transform-origin/i.test(attributes)) continue;
    const tag = svg.slice(at, end);
    const byStyle = moved(tag, originProperty, transformProperty, size);
    yield { at, end, text: moved(byStyle, originAttribute, transformAttribute, size) };
  }
}

/** Returns a rule or a tag whose transform contains its origin; the same when it does not have exactly one of each. */
function moved(text: string, origin: RegExp, transform: RegExp, size: Point | undefined): string {
  const [found, ...otherOrigins] = [...text.matchAll(origin)];
  const transforms = text.match(transform) ?? [];
  if (!found || otherOrigins.length > 0 || transforms.length !== 1 || otherBox.test(text)) return text;
  const unit = origin === originProperty ? 'px' : '';
  const point = pointOf(found[1] ?? '', size, unit);
  if (!point) return text;
  const [there, back] = [1, -1].map((sign) => `translate(${point.map((axis) => `${sign * axis}${unit}`).join(', ')})`);
  return text.replace(found[0], '').replace(transform, (value) => `${there} ${value.trim()} ${back}`);
}

/** Returns the point of an origin; undefined when a length lacks the unit that CSS demands, or its reference is unknown. */
function pointOf(origin: string, size: Point | undefined, demanded: string): Point | undefined {
  const [first = 'center', second = 'center'] = origin.trim().toLowerCase().split(/\s+/);
  const isSwapped = /top|bottom/.test(first) || /left|right/.test(second);
  const [x, y] = (isSwapped ? [second, first] : [first, second]).map((word, axis) => {
    const [, digits, unit = ''] = /^([-+]?[\d.]+)(px|%)?$/.exec(portions[word] ?? word) ?? [];
    if (unit === '' && demanded !== '' && Number(digits) !== 0) return undefined;
    return unit === '%' ? ((size?.[axis] ?? Number.NaN) * Number(digits)) / 100 : Number(digits);
  });
  return x !== undefined && y !== undefined && Number.isFinite(x + y) ? [x, y] : undefined;
}

/** Returns the size that percentages refer to; undefined when it is unknown, or inner elements have other sizes. */
function sizeOf(svg: string): Point | undefined {
  const [root, ...others] = [...tagsOf(svg)].filter(
    ({ name, kind }) => kind !== 'close' && /^(?:svg|symbol|pattern|marker)$/.test(name),
  );
  if (!root || others.length > 0) return undefined;
  const [width, height] = viewBoxOf(root)?.slice(2) ?? lengthsOf(root);
  const size: Point = [Number(width), Number(height)];
  return size.every((length) => length > 0) ? size : undefined;
}

function lengthsOf(root: Tag): Array<string | undefined> {
  return ['width', 'height'].map((name) => attributeOf(root, name)?.replace(/px$/, ''));
}
