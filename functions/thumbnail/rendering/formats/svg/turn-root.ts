import { attributeOf, type Tag, tagsOf } from './tags-of.ts';
import { undrawn } from './undrawn.ts';
import { viewBoxOf } from './view-box-of.ts';

/** Transforms that leave the middle where it is. */
const turns =
  /^(?:\s*,?\s*(?:(?:rotate|scale[XY]?|skew[XY]?)\([-+.,e\d\s]*\)|matrix\((?:[^,\s)]+[\s,]+){4}0[\s,]+0\s*\)))+$/i;
/** A transform that changes nothing, as ApexCharts and JsBarcode write it. */
const identity =
  /^(?:none|translate\(\s*0(?:px)?(?:[\s,]+0(?:px)?)?\s*\)|scale\(\s*1(?:[\s,]+1)?\s*\)|rotate\(\s*0\s*\))?$/i;
const rotationAroundPoint = /rotate\(\s*[^\s,)]+[\s,]+[^)]/i;
const transformStyle = /(?<![\w-])transform\s*:\s*([^;"']*);?/;
const transformAttribute = /\stransform\s*=\s*(?:"([^"]*)"|'([^']*)')/;

/**
 * Turns the picture where the root has a transform: browsers turn it around its middle, and librsvg around its corner.
 *
 * @throws {Rejection} when the transform also moves the picture, or its middle is unknown
 */
export function turnRoot(svg: string): string {
  const [root] = tagsOf(svg);
  if (root?.name !== 'svg' || root.kind !== 'open' || !/transform/.test(root.attributes)) return svg;
  const tag = svg.slice(root.at, root.end);
  // Only CSS has units of angles.
  const [, style] = transformStyle.exec(attributeOf(root, 'style') ?? '') ?? [];
  const transform = (style?.replaceAll('deg', '') ?? attributeOf(root, 'transform') ?? '').trim();
  if (identity.test(transform)) return svg;
  const middle = middleOf(root);
  if (!turns.test(transform) || rotationAroundPoint.test(transform) || !middle)
    throw undrawn('a transform of the root');
  const [x, y] = middle;
  const [prefix = ''] = /^[^\s:>]*:/.exec(tag.slice(1)) ?? [];
  const end = svg.lastIndexOf('</');
  const opening = tag.replace(transformAttribute, '').replace(transformStyle, '');
  const turn = transform.replaceAll(/scaleX\(([^)]*)\)/gi, 'scale($1 1)').replaceAll(/scaleY\(/gi, 'scale(1 ');
  const group = `<${prefix}g transform="translate(${x} ${y}) ${turn} translate(${-x} ${-y})">`;
  return `${svg.slice(0, root.at)}${opening}${group}${svg.slice(root.end, end)}</${prefix}g>${svg.slice(end)}`;
}

function middleOf(root: Tag): [x: number, y: number] | undefined {
  const sizes = ['width', 'height'].map((name) => Number(attributeOf(root, name)?.replace(/px$/, '') ?? Number.NaN));
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = viewBoxOf(root) ?? [0, 0, ...sizes];
  const middle: [number, number] = [x + width / 2, y + height / 2];
  return middle.every(Number.isFinite) ? middle : undefined;
}
