/** The beginning of a list item, or of a task, in Markdown. */
const bullet = String.raw`(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?`;
const line = new RegExp(String.raw`^\s*(?:${bullet})?\**Allow:\**\s+(.+?)\s*$`, 'i');

/**
 * Returns the addresses that the description of a pull request allows, each by a line `Allow: ADDRESS`, which may be an item of
 * a list. A comment of Markdown allows nothing, since no reviewer sees it.
 */
export function allowancesIn(description: string): string[] {
  return description
    .replace(/<!--.*?(?:-->|$)/gs, '')
    .split(/\r\n|\r|\n/)
    .flatMap((it) => line.exec(it)?.[1] ?? [])
    .map((address) => /^(`+)\s*(.*?)\s*\1/.exec(address)?.[2] ?? address);
}
