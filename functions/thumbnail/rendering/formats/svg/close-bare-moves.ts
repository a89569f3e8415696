const path = /(?<=\sd\s*=\s*["'])[^"']*/g;
/** A move to one point at the end of a path. */
const bareMove = /m\s*[-+.e\d]+[\s,]*[-+.e\d]+\s*$/i;

/** Closes each move at the end of a path, if the SVG has markers: browsers draw one there, and librsvg would draw it a point earlier. */
export function closeBareMoves(svg: string): string {
  if (!/marker-(?:start|mid|end)|(?<![\w-])marker\s*:/.test(svg)) return svg;
  return svg.replaceAll(path, (commands) => (bareMove.test(commands) ? `${commands.trimEnd()}z` : commands));
}
