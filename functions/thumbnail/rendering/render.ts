import sharp, { type Sharp } from 'sharp';
import { contentTypes, type Variant } from '../contract.ts';
import { Failure, messageOf, Rejection } from '../errors.ts';
import { formatOf, isSourceFormat, loaders } from './formats.ts';

export interface Thumbnail {
  variant: Variant;
  data: Uint8Array;
  contentType: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
}

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: Object.values(loaders) });
// Every image is another one, so libvips' cache of operations would only hold memory.
sharp.cache(false);

/**
 * The thumbnails of an image, one a variant: upright, in sRGB, without metadata, of the first frame.
 *
 * @param image the bytes of a whole image file.
 * @param maxPixels an image of more is rejected by its header.
 * @throws Rejection when the bytes are no image, or one that is not supported, not whole or too large.
 */
export async function render(image: Uint8Array, variants: readonly Variant[], maxPixels: number): Promise<Thumbnail[]> {
  const format = formatOf(image);
  if (!isSourceFormat(format)) {
    throw new Rejection(
      'unsupported-format',
      `The object is ${format ? `in the format ${format}` : 'no image that is known'}, supported are ${Object.keys(loaders).join(', ')}.`,
    );
  }
  try {
    await refuseTooLarge(image, maxPixels);
    const thumbnails: Thumbnail[] = [];
    for (const variant of variants) thumbnails.push(await renderVariant(image, variant));
    return thumbnails;
  } catch (error) {
    if (error instanceof Rejection) throw error;
    const [reason = ''] = messageOf(error).split('\n');
    if (/out of memory|cannot allocate/i.test(reason)) throw new Failure('out-of-memory', reason, { cause: error });
    throw new Rejection('corrupt-image', `The ${format} image cannot be decoded: ${reason}`, { cause: error });
  }
}

/** In place of sharp's own limit, which could be below ours, and whose error is not to be told from that of a damaged image. */
async function refuseTooLarge(image: Uint8Array, maxPixels: number): Promise<void> {
  const { width, height } = await sharp(image, { limitInputPixels: false }).metadata();
  if (width * height <= maxPixels) return;
  throw new Rejection(
    'image-too-large',
    `The image is of ${width} x ${height} pixels, the limit is ${maxPixels} in all.`,
  );
}

const encoders: Record<Variant['format'], (pipeline: Sharp, quality: number) => Sharp> = {
  avif: (pipeline, quality) => pipeline.avif({ quality }),
  // JPEG has no transparency, and what shows through is black unless it is said.
  jpeg: (pipeline, quality) => pipeline.flatten({ background: 'white' }).jpeg({ quality }),
  png: (pipeline) => pipeline.png(),
  webp: (pipeline, quality) => pipeline.webp({ quality }),
};

async function renderVariant(image: Uint8Array, variant: Variant): Promise<Thumbnail> {
  try {
    return await decodeAndEncode(image, variant, 'warning');
  } catch (error) {
    if (!isHarmless(error)) throw error;
    return decodeAndEncode(image, variant, 'truncated');
  }
}

/**
 * Strictness `warning` is what catches images that are damaged in the middle, but it also refuses photos of common cameras,
 * for slips in their headers that every viewer passes over. https://github.com/lovell/sharp/issues/1578
 * Bytes before a DHT, RST, EOI or SOS marker are no such slip: they are what a damaged scan leaves over.
 */
function isHarmless(error: unknown): boolean {
  return /^VipsJpeg: .*(?:Invalid SOS parameters for sequential JPEG|unknown JFIF revision number|Unknown Adobe color transform code|extraneous bytes before marker 0x(?!c4|d[0-79a]))/.test(
    messageOf(error),
  );
}

async function decodeAndEncode(
  image: Uint8Array,
  variant: Variant,
  failOn: 'warning' | 'truncated',
): Promise<Thumbnail> {
  const { width, height, fit, format, quality } = variant;
  const pipeline = sharp(image, { failOn, limitInputPixels: false })
    .autoOrient()
    .resize({ width, height, fit, withoutEnlargement: fit === 'inside' });
  const { data, info } = await encoders[format](pipeline, quality).toBuffer({ resolveWithObject: true });
  return { variant, data, contentType: contentTypes[format], width: info.width, height: info.height };
}
