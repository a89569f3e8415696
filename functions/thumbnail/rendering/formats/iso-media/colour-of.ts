import { type ColourSpace, codedColourSpace, srgbPrimaries } from '../../colour/colour-space.ts';
import { greyCurveOf } from '../../colour/grey-curve-of.ts';
import type { Items, Property } from './items.ts';

/**
 * Returns the colour space that a picture declares by codes, or by a profile of grey, which the decoder ignores; undefined when it has
 * another profile, which the decoder converts.
 *
 * @throws {RangeError} when the data is truncated
 */
export function colourOf(image: Buffer, items: Items): ColourSpace | undefined {
  const colours = (items.primary?.properties ?? []).filter(({ type }) => type === 'colr');
  const kindOf = ({ content }: Property) => image.toString('latin1', content, content + 4);
  const profile = colours.find((colour) => ['prof', 'rICC'].includes(kindOf(colour)));
  if (profile) {
    const curve = isGrey(image, items) ? greyCurveOf(image.subarray(profile.content + 4, profile.end)) : undefined;
    return curve && { primaries: srgbPrimaries, curve };
  }
  const coded = colours.find((colour) => kindOf(colour) === 'nclx');
  return coded && codedColourSpace(image.readUInt16BE(coded.content + 4), image.readUInt16BE(coded.content + 6));
}

/** Whether a picture, or the tiles that it consists of, has no colours: by the configuration of AV1 or of HEVC. */
function isGrey(image: Buffer, { primary, tiles }: Items): boolean {
  const properties = [primary, ...tiles].flatMap((item) => item?.properties ?? []);
  const [av1, hevc] = ['av1C', 'hvcC'].map((name) => properties.find(({ type }) => type === name));
  return av1 ? (image.readUInt8(av1.content + 2) & 0x10) > 0 : !!hevc && (image.readUInt8(hevc.content + 16) & 3) === 0;
}
