/**
 * Returns a document with other content between `<!-- NAME:start -->` and `<!-- NAME:end -->`.
 * @throws {Error} when a marker is missing
 */
export function replaceBetweenMarkers(document: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The document has no ${start} with ${end} below it.`);
  return `${document.slice(0, from + start.length)}\n\n${content}\n\n${document.slice(to)}`;
}
