import { tagsOf } from './tags-of.ts';
import { viewBoxOf } from './view-box-of.ts';

const line = /(?<![\w-])stroke\s*[:=]\s*(?:["']\s*)?(?!none\b|transparent\b)[^\s"';]/i;
/** The things that can make a line thinner than a unit of the root. */
const thinning =
  /(?<![\w-])stroke-width\s*[:=]\s*(?:["']\s*)?[^\s"'1-9]|\b(?:scale|matrix)\w*\(|<(?:[\w-]+:)?symbol\b/i;
/** Max side of a view box whose units most thumbnails draw larger than a pixel. */
const maxSmallSide = 100;
const crisp = /(shape-rendering\s*[:=]\s*(?:["']\s*)?)(?:crispEdges|optimizeSpeed)/gi;
const coarse = /(image-rendering\s*[:=]\s*(?:["']\s*)?)optimizeSpeed/gi;

/**
 * Draws an SVG with smooth pictures, as browsers do, and with smooth edges if it may have thin lines: of crisp ones, librsvg would leave
 * out those thinner than a pixel. Otherwise, crisp edges stay: areas that touch, such as the rows of a QR code, have no seams then.
 */
export function drawSmoothly(svg: string): string {
  const smooth = svg.replaceAll(coarse, '$1auto');
  return line.test(smooth) && mayBeThin(smooth) ? smooth.replaceAll(crisp, '$1auto') : smooth;
}

/** Whether a line may be thinner than a pixel of the thumbnail. */
function mayBeThin(svg: string): boolean {
  const [root, ...others] = [...tagsOf(svg)].filter(({ name, kind }) => name === 'svg' && kind !== 'close');
  if (!root || others.length > 0 || thinning.test(svg)) return true;
  const [, , width, height] = viewBoxOf(root) ?? [];
  return width === undefined || height === undefined || Math.max(width, height) > maxSmallSide;
}
