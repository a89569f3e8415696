import { Rejection } from '../../../errors.ts';
import { identifyFormat } from '../../identify-format.ts';
import type { Format } from '../format.ts';
import { svg } from '../svg.ts';
import { asDrawn } from './as-drawn.ts';
import { embedPictures, hasPictures } from './embed-pictures.ts';

/** The XML parser refuses longer attributes, such as embedded pictures, unless its limits are off. */
const maxAttributeBytes = 10_000_000;

/** The format with the preparation for its decoder. Only the program that draws SVGs contains this code. */
export const preparedSvg = {
  ...svg,
  inspect(original) {
    // This program also has the loaders of embedded pictures, which must not read a file that is not an SVG.
    if (identifyFormat(original, '') !== 'svg') throw new Rejection('corrupt-image', 'The file is not an SVG.');
    const image = asDrawn(original);
    return {
      image,
      strictness: 'warning',
      isUnlimited: image.length > maxAttributeBytes,
      finish: hasPictures(image) ? () => embedPictures(image) : undefined,
    };
  },
} satisfies Format;
