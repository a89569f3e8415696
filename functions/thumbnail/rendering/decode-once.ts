import sharp, { type Sharp } from 'sharp';
import { convertPixels } from './colour/convert-pixels.ts';
import type { Inspection } from './formats/format.ts';
import type { Header, Size } from './types.ts';

/**
 * Decodes an upright picture, and keeps its pixels for all thumbnails. Returns a function that opens the pixels, each time as a new
 * pipeline: `clone` would copy them.
 *
 * @param size of the pixels that are kept
 * @throws {Error} when the decoder does
 */
export async function decodeOnce(
  picture: Sharp,
  { width, height }: Size,
  inspection: Inspection,
  header: Header,
  keepsProfile: boolean,
): Promise<() => Sharp> {
  const scaled = picture.resize({ width, height, fit: 'fill' });
  if (keepsProfile) {
    // Thumbnails in sRGB are converted by the profile; wide ones keep it.
    const tiff = await scaled.keepIccProfile().tiff({ compression: 'none' }).toBuffer();
    return () => sharp(tiff, { limitInputPixels: false });
  }
  const { data, info } = isConverted(inspection)
    ? await convertPixels(scaled, inspection, header)
    : await scaled.raw().toBuffer({ resolveWithObject: true });
  const { channels } = info;
  return () => sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}

/** Whether the colours of the small picture are converted here, not by the decoder. */
export function isConverted({ colour, isPremultiplied }: Inspection): boolean {
  return colour !== undefined || isPremultiplied === true;
}
