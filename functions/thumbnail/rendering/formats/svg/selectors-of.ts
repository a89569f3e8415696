/** A selector may have commas in brackets or quotation marks. A bracket that does not end is like a letter. */
const selector = /(?:[^,("']+|\([^()]*(?:\([^()]*\)[^()]*)*\)|"[^"]*"|'[^']*'|[("'])+/g;

/** Returns the selectors of a list, with the white space around them. */
export function selectorsOf(list: string): string[] {
  return list.match(selector) ?? [];
}
