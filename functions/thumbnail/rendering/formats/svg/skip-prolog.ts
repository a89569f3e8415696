/** The parts that may precede the root of an SVG, except a document type: how each begins and ends. */
const parts = [
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;

/** Returns the position after the comments, the instructions and the white space at the beginning of a text. */
export function skipProlog(text: string): number {
  for (let at = 0; ; ) {
    while (/\s/.test(text.charAt(at))) at += 1;
    const [begin, end] = parts.find(([start]) => text.startsWith(start, at)) ?? [];
    if (begin === undefined || end === undefined) return at;
    const found = text.indexOf(end, at + begin.length);
    if (found < 0) return at;
    at = found + end.length;
  }
}
