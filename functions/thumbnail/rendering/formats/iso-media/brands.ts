/**
 * The brands that a file of the ISO base media format conforms to, such as an AVIF, a HEIC or a film; undefined for any other
 * file. `beginning` is Latin-1 text. https://mp4ra.org/registered-types/brands
 */
export function isoMediaBrands(beginning: string): string[] | undefined {
  // Both parts of the box: in text, such as an SVG, any single place may hold anything.
  if (!beginning.startsWith('\0\0') || !beginning.startsWith('ftyp', 4)) return undefined;
  const boxBytes = Buffer.from(beginning, 'latin1').readUInt32BE();
  return beginning.slice(8, boxBytes).match(/.{4}/gs) ?? [];
}
