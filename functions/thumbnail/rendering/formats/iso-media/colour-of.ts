import { type ColourSpace, codedColourSpace } from '../../colour/colour-space.ts';
import type { Items } from './items.ts';

/** Returns the colour space that a picture declares by codes; undefined when it has a profile, which the decoder converts. */
export function colourOf(image: Buffer, { primary }: Items): ColourSpace | undefined {
  const colours = (primary?.properties ?? []).filter(({ type }) => type === 'colr');
  const kindOf = (content: number) => image.toString('latin1', content, content + 4);
  if (colours.some(({ content }) => ['prof', 'rICC'].includes(kindOf(content)))) return undefined;
  const coded = colours.find(({ content }) => kindOf(content) === 'nclx');
  return coded && codedColourSpace(image.readUInt16BE(coded.content + 4), image.readUInt16BE(coded.content + 6));
}
