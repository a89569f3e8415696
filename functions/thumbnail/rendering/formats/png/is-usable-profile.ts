import { inflateSync } from 'node:zlib';

const maxNameBytes = 79;
/** libpng reads no larger profile. */
const maxProfileBytes = 8_000_000;
/** The header and the number of tags. */
const minProfileBytes = 132;
const maxVersion = 4;

/**
 * Whether browsers use the profile of an `iCCP` chunk: it has a name, it can be decompressed, and its header is that of a profile.
 * https://www.w3.org/TR/png-3/#11iCCP, https://www.color.org/specification/ICC.1-2022-05.pdf, 7.2
 */
export function isUsableProfile(content: Buffer): boolean {
  const nameBytes = content.indexOf(0);
  if (nameBytes < 1 || nameBytes > maxNameBytes || content[nameBytes + 1] !== 0) return false;
  try {
    const profile = inflateSync(content.subarray(nameBytes + 2), { maxOutputLength: maxProfileBytes });
    const bytes = profile.readUInt32BE(0);
    const hasSize = bytes >= minProfileBytes && bytes <= profile.length;
    return hasSize && profile.readUInt8(8) <= maxVersion && profile.toString('latin1', 36, 40) === 'acsp';
  } catch {
    return false;
  }
}
