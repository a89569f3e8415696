import { numberPattern } from './number-pattern.ts';

const path = /(?<=\sd\s*=\s*["'])[^"']*/g;
/** A move to one point at the end of a path. */
const bareMove = new RegExp(String.raw`m\s*${numberPattern}(?:[\s,]+|(?=[-+.]))${numberPattern}\s*$`, 'i');

/** Closes each move at the end of a path, if the SVG has markers: browsers draw one there, and librsvg would draw it a point earlier. */
export function closeBareMoves(svg: string): string {
  if (!/marker-(?:start|mid|end)|(?<![\w-])marker\s*:/.test(svg)) return svg;
  return svg.replaceAll(path, (commands) => (bareMove.test(commands) ? `${commands.trimEnd()}z` : commands));
}
