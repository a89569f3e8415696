import { Rejection } from '../../../errors.ts';
import { identifyFormat } from '../../identify-format.ts';
import type { Format } from '../format.ts';
import { svg } from '../svg.ts';
import { asUtf8 } from './as-utf8.ts';
import { embedPictures, hasPictures } from './embed-pictures.ts';
import { rejectUnknownColours } from './reject-unknown-colours.ts';
import { resolveVariables } from './resolve-variables.ts';

/** The XML parser refuses longer attributes, such as pictures inside, unless it is told not to. */
const maxAttributeBytes = 10_000_000;

/** The format of SVGs, with all that prepares one for its decoder. Only the program that draws them has it. */
export const preparedSvg = {
  ...svg,
  inspect(original) {
    // The loaders of pictures inside are on in this program. Without an SVG around it, one of them would read the file.
    if (identifyFormat(original, '') !== 'svg') throw new Rejection('corrupt-image', 'The file is not an SVG.');
    const image = resolveVariables(asUtf8(original));
    rejectUnknownColours(image);
    return {
      image,
      partCount: 0,
      metadataBytes: 0,
      strictness: 'warning',
      isUnlimited: image.length > maxAttributeBytes,
      finish: hasPictures(image) ? () => embedPictures(image) : undefined,
    };
  },
} satisfies Format;
