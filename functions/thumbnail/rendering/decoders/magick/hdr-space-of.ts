import { type ColourSpace, codedColourSpace } from '../../colour/colour-space.ts';
import { iccTag } from '../../colour/icc-tag.ts';

/**
 * Returns the colour space of a profile that says by codes that white is not the brightest light; undefined for any other profile. Its
 * tables would darken everything. https://www.color.org/specification/ICC.1-2022-05.pdf, 9.2.17
 */
export function hdrSpaceOf(profile: Uint8Array): ColourSpace | undefined {
  const icc = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength);
  try {
    const at = iccTag(icc, 'cicp');
    const space = at === undefined ? undefined : codedColourSpace(icc.readUInt8(at + 8), icc.readUInt8(at + 9));
    return space?.curve.isHdr ? space : undefined;
  } catch (error) {
    // The profile is cut off.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
