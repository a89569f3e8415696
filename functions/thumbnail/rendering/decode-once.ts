import sharp, { type Sharp } from 'sharp';
import { convertToSrgb } from './colour/convert-to-srgb.ts';
import { unpremultiply } from './colour/unpremultiply.ts';
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
    ? await convert(scaled, inspection, header)
    : await scaled.raw().toBuffer({ resolveWithObject: true });
  const { channels } = info;
  return () => sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}

/** Whether the colours of the small picture are converted here, not by the decoder. */
export function isConverted({ colour, isPremultiplied }: Inspection): boolean {
  return colour !== undefined || isPremultiplied === true;
}

async function convert(scaled: Sharp, { colour, isPremultiplied }: Inspection, header: Header) {
  const isDeep = header.bytesPerSample > 1;
  const numbers = isDeep
    ? scaled.toColourspace('rgb16').raw({ depth: 'ushort' })
    : scaled.toColourspace('srgb').raw({ depth: 'uchar' });
  const { data, info } = await numbers.toBuffer({ resolveWithObject: true });
  const samples = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data;
  const max = isDeep ? 0xffff : 0xff;
  if (isPremultiplied && info.channels === 4) unpremultiply(samples, max);
  return { data: convertToSrgb(samples, info.channels, max, colour), info };
}
