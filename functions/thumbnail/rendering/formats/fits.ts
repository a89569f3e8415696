import { magickFormat, soleCoder } from './magick-format.ts';

const headerBytes = 2880;

/**
 * Astronomical images. They hold measurements: the lowest is shown black and the highest white, as in astronomical software.
 * ImageMagick would show most of them black, so this project decodes them: see `fits/rewriting-of-fits.ts`.
 * https://fits.gsfc.nasa.gov/fits_standard.html
 */
export const fits = magickFormat({
  matches: (beginning) => /^SIMPLE {2}= {20}T/.test(beginning),
  loader: soleCoder('TIFF', (image) => {
    const header = image.toString('latin1', 0, headerBytes);
    const numberOf = (name: string) => Number(new RegExp(`${name} *= *(\\d+)`).exec(header)?.[1] ?? 0);
    return { width: numberOf('NAXIS1'), height: numberOf('NAXIS2') };
  }),
});
