import { Rejection } from '../../../errors.ts';
import { identifyFormat } from '../../identify-format.ts';
import { type Format, pixelDensity } from '../format.ts';
import { svg } from '../svg.ts';
import { asDrawn } from './as-drawn.ts';
import { embedPictures, hasPictures } from './embed-pictures.ts';

/** The XML parser refuses longer attributes, such as embedded pictures, unless its limits are off. */
const maxAttributeBytes = 10_000_000;

/**
 * In CSS, an inch has 96 pixels. With libvips' own number, text in points would be too small beside shapes in pixels. Without such
 * units that number is better: sizes in pixels stay whole.
 */
const density = 96;
const physicalUnit = /\d(?:in|cm|mm|pt|pc)\b/i;

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
      vector: {
        unlimited: image.length > maxAttributeBytes,
        density: physicalUnit.test(image.toString('latin1')) ? density : pixelDensity,
      },
      finish: hasPictures(image) ? () => embedPictures(image) : undefined,
    };
  },
} satisfies Format;
