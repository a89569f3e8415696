/**
 * Returns the brands that a file of the ISO base media format conforms to, such as an AVIF, a HEIC or a video; undefined for any other
 * file. https://mp4ra.org/registered-types/brands
 *
 * @param beginning its first bytes as Latin-1 text
 */
export function isoMediaBrands(beginning: string): string[] | undefined {
  // Both parts of the box are checked, because a text, such as an SVG, may contain one of them by chance.
  if (!beginning.startsWith('\0\0') || !beginning.startsWith('ftyp', 4)) return undefined;
  const boxBytes = Buffer.from(beginning, 'latin1').readUInt32BE();
  return beginning.slice(8, boxBytes).match(/.{4}/gs) ?? [];
}
