const line = /(?<![\w-])stroke\s*[:=]\s*["']?\s*(?!none\b|transparent\b)[^\s"';]/i;
const crisp = /(?<=shape-rendering\s*[:=]\s*["']?\s*)(?:crispEdges|optimizeSpeed)/gi;

/**
 * Gives an SVG with lines smooth edges: with crisp ones, librsvg would leave out lines thinner than a pixel, which browsers draw. Without
 * lines, crisp edges stay: areas that touch have no seams then.
 */
export function smoothLines(svg: string): string {
  return line.test(svg) ? svg.replaceAll(crisp, 'auto') : svg;
}
