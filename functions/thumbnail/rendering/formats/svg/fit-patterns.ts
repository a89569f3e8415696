import { applyEdits, type Edit } from './apply-edits.ts';
import { attributeOf, type Tag, tagsOf } from './tags-of.ts';
import { undrawn } from './undrawn.ts';
import { viewBoxOf } from './view-box-of.ts';

const viewBox = /\s(?:viewBox|preserveAspectRatio)\s*=\s*(?:"[^"]*"|'[^']*')/g;
const href = '(?:[\\w-]+:)?href';

/**
 * Moves the view box of each pattern to an `svg` inside it: librsvg moves a picture twice as far as it should, unless the view box begins
 * at 0 0 and has the proportions of the tile.
 *
 * @throws {Rejection} when the size of the tile depends on the element that is filled, or another pattern inherits the view box
 */
export function fitPatterns(svg: string): string {
  return /<(?:[\w-]+:)?pattern\b[^>]*\sviewBox\s*=/.test(svg) ? applyEdits(svg, movedBoxes(svg)) : svg;
}

function* movedBoxes(svg: string): Iterable<Edit> {
  const patterns = [...tagsOf(svg)].filter(({ name, kind }) => name === 'pattern' && kind !== 'close');
  const inherited = new Set(patterns.map((tag) => attributeOf(tag, href)));
  let moved = '';
  for (const tag of tagsOf(svg)) {
    if (tag.name !== 'pattern') continue;
    const inherits = attributeOf(tag, href) !== undefined || inherited.has(`#${attributeOf(tag, 'id')}`);
    if (inherits && viewBoxOf(tag)) throw undrawn('a pattern with a viewBox that inherits, or that another inherits');
    const prefix = /^<\/?([^\s:>]*:)?/.exec(svg.slice(tag.at, tag.end))?.[1] ?? '';
    if (tag.kind === 'close' && moved !== '') yield { at: tag.at, end: tag.at, text: `</${prefix}svg>` };
    moved = tag.kind === 'open' ? boxOf(tag, svg) : '';
    if (moved === '') continue;
    const kept = svg.slice(tag.at, tag.end).replaceAll(viewBox, '');
    yield { at: tag.at, end: tag.end, text: `${kept}<${prefix}svg${moved}>` };
  }
}

/** Returns the attributes of the inner `svg`; empty when librsvg draws the pattern correctly. */
function boxOf(tag: Tag, svg: string): string {
  const [x, y, width, height] = viewBoxOf(tag) ?? [0, 0, 0, 0];
  const tile = ['width', 'height'].map((name) => attributeOf(tag, name)?.replace(/px$/, '') ?? '');
  const [tileWidth, tileHeight] = tile.map((length) => Number.parseFloat(length));
  if (width === 0 || height === 0) return '';
  const isAtOrigin = x === 0 && y === 0;
  if (isAtOrigin && attributeOf(tag, 'preserveAspectRatio') === 'none') return '';
  const fits = isAtOrigin && width * Number(tileHeight) === height * Number(tileWidth);
  if (attributeOf(tag, 'patternUnits') !== 'userSpaceOnUse' || tile.some((length) => !(Number(length) > 0))) {
    if (fits && fillsSquares(svg, attributeOf(tag, 'id') ?? '')) return '';
    throw undrawn('a pattern with a viewBox and a relative size');
  }
  if (fits) return '';
  const inner = ['width', 'height', 'viewBox', 'preserveAspectRatio'].map((name) => {
    const value = attributeOf(tag, name);
    return value === undefined ? '' : ` ${name}="${value}"`;
  });
  return inner.join('');
}

/** Whether only squares and circles have the pattern, so that its tile keeps the proportions that are written. */
function fillsSquares(svg: string, id: string): boolean {
  const users = [...tagsOf(svg)].filter(({ attributes }) => attributes.includes(`url(#${id})`));
  // Style sheets and other spellings mention the identifier in other ways.
  const mentions = svg
    .split(`#${id}`)
    .slice(1)
    .filter((rest) => !/^[\w-]/.test(rest));
  return users.length === mentions.length && users.every((tag) => tag.name === 'circle' || isSquare(tag));
}

/** Whether an element is a rectangle with the same number as both sizes. */
function isSquare(tag: Tag): boolean {
  const [width, height] = ['width', 'height'].map((name) => attributeOf(tag, name)?.replace(/px$/, ''));
  return tag.name === 'rect' && width === height && Number(width) > 0;
}
