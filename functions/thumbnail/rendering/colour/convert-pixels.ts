import type { Sharp } from 'sharp';
import type { Inspection } from '../formats/format.ts';
import type { Header } from '../types.ts';
import { convertToSrgb } from './convert-to-srgb.ts';
import { unpremultiply } from './unpremultiply.ts';

/**
 * Decodes a picture, and converts its colours to sRGB. Returns its pixels, one byte a sample.
 *
 * @throws {Error} when the decoder does
 */
export async function convertPixels(
  picture: Sharp,
  { colour, isPremultiplied }: Pick<Inspection, 'colour' | 'isPremultiplied'>,
  { bytesPerSample }: Pick<Header, 'bytesPerSample'>,
) {
  const isDeep = bytesPerSample > 1;
  const numbers = isDeep
    ? picture.toColourspace('rgb16').raw({ depth: 'ushort' })
    : picture.toColourspace('srgb').raw({ depth: 'uchar' });
  const { data, info } = await numbers.toBuffer({ resolveWithObject: true });
  const samples = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data;
  const max = isDeep ? 0xffff : 0xff;
  if (isPremultiplied && info.channels === 4) unpremultiply(samples, max);
  return { data: convertToSrgb(samples, info.channels, max, colour), info };
}
