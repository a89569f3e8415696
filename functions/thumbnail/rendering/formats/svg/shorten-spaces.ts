/** More spaces than stand together in a drawn text. */
const long = /(?<!\s)(\s{200})\s+/g;

/** Shortens long runs of spaces, such as the padding of metadata: searches that begin with spaces take quadratic time over them. */
export function shortenSpaces(svg: string): string {
  return svg.replaceAll(long, '$1');
}
