import sharp, { type Sharp } from 'sharp';
import type { ThumbnailFormat, Variant } from '../contract.ts';
import { convertToSrgb } from './colour/convert-to-srgb.ts';
import { unpremultiply } from './colour/unpremultiply.ts';
import type { Inspection } from './formats/format.ts';
import { contentTypes } from './thumbnail-content-types.ts';
import type { Header, Thumbnail, Turn } from './types.ts';

const encoders: Record<ThumbnailFormat, (pipeline: Sharp, quality: number) => Sharp> = {
  avif: (pipeline, quality) => pipeline.avif({ quality }),
  // JPEG has no transparency, and would show black through it.
  jpeg: (pipeline, quality) => pipeline.flatten({ background: 'white' }).jpeg({ quality }),
  png: (pipeline) => pipeline.png(),
  webp: (pipeline, quality) => pipeline.webp({ quality }),
};

/** Scales a decoded image, and encodes it. */
export async function drawThumbnail(
  decoded: Sharp,
  variant: Variant,
  inspection: Inspection,
  header: Header,
): Promise<Thumbnail> {
  const { width, height, fit, format, quality } = variant;
  const upright = inspection.turn ? turned(decoded, inspection.turn) : decoded.autoOrient();
  const scaled = upright.resize({ width, height, fit, withoutEnlargement: fit === 'inside' });
  const converted = isConverted(inspection) ? await convert(scaled, inspection, header) : scaled;
  const { data, info } = await encoders[format](converted, quality).toBuffer({ resolveWithObject: true });
  return { variant, data, contentType: contentTypes[format], width: info.width, height: info.height };
}

/** Whether the colours of the small picture are converted here, not by the decoder. */
export function isConverted({ colour, isPremultiplied }: Inspection): boolean {
  return colour !== undefined || isPremultiplied === true;
}

function turned(decoded: Sharp, { degrees, isFlipped, isFlopped }: Turn): Sharp {
  return (degrees === 0 ? decoded : decoded.rotate(degrees)).flip(isFlipped).flop(isFlopped);
}

async function convert(scaled: Sharp, { colour, isPremultiplied }: Inspection, header: Header): Promise<Sharp> {
  const isDeep = header.bytesPerSample > 1;
  const numbers = isDeep
    ? scaled.toColourspace('rgb16').raw({ depth: 'ushort' })
    : scaled.toColourspace('srgb').raw({ depth: 'uchar' });
  const { data, info } = await numbers.toBuffer({ resolveWithObject: true });
  const samples = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data;
  const { width, height, channels } = info;
  const max = isDeep ? 0xffff : 0xff;
  if (isPremultiplied && channels === 4) unpremultiply(samples, max);
  const pixels = convertToSrgb(samples, channels, max, colour);
  return sharp(pixels, { raw: { width, height, channels } });
}
