const line = /(?<![\w-])stroke\s*[:=]\s*["']?\s*(?!none\b|transparent\b)[^\s"';]/i;
const crisp = /(?<=shape-rendering\s*[:=]\s*["']?\s*)(?:crispEdges|optimizeSpeed)/gi;
const coarse = /(?<=image-rendering\s*[:=]\s*["']?\s*)optimizeSpeed/gi;

/**
 * Draws an SVG with smooth pictures, as browsers do, and with smooth edges if it has lines: of crisp ones, librsvg would leave out those
 * thinner than a pixel. Without lines, crisp edges stay: areas that touch have no seams then.
 */
export function drawSmoothly(svg: string): string {
  const smooth = svg.replaceAll(coarse, 'auto');
  return line.test(smooth) ? smooth.replaceAll(crisp, 'auto') : smooth;
}
