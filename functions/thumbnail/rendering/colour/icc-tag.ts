/** A profile has a dozen tags. */
const maxTags = 100;
const [countAt, tagsAt, tagBytes] = [128, 132, 12];

/**
 * Returns the position of a tag's data in an ICC profile; undefined when there is no such tag.
 * https://www.color.org/specification/ICC.1-2022-05.pdf, 7.3
 *
 * @throws {RangeError} when the profile is truncated
 */
export function iccTag(icc: Buffer, name: string): number | undefined {
  const count = Math.min(icc.readUInt32BE(countAt), maxTags);
  const entries = Array.from({ length: count }, (_, index) => tagsAt + tagBytes * index);
  const entry = entries.find((at) => icc.toString('latin1', at, at + 4) === name);
  return entry === undefined ? undefined : icc.readUInt32BE(entry + 4);
}
