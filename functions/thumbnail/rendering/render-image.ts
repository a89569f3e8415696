import type { Sharp } from 'sharp';
import type { ThumbnailFormat, Variant } from '../contract.ts';
import { contentTypes } from './content-types.ts';
import type { Decoder } from './decoders/decoder.ts';
import { enforceLimits } from './enforce-limits.ts';
import { formats } from './formats/index.ts';
import { startTimeBudget } from './time-budget.ts';
import type { Header, Rendered, RenderLimits, SourceFormat, Thumbnail } from './types.ts';

/**
 * Makes the thumbnails of an image of a known format, in this process.
 *
 * @param image is overwritten
 * @throws {Rejection} when the image is damaged or over a limit
 * @throws {Failure} when there is not enough time, or memory
 */
export async function renderImage(
  decoder: Decoder,
  image: Uint8Array,
  format: SourceFormat,
  variants: readonly Variant[],
  limits: RenderLimits,
): Promise<Rendered> {
  const time = startTimeBudget(limits);
  const thumbnails: Thumbnail[] = [];
  try {
    const inspection = formats[format].inspect(Buffer.from(image.buffer, image.byteOffset, image.byteLength));
    const header = await enforceLimits(format, inspection, decoder.readHeader, variants, limits);
    for (const variant of variants) {
      const seconds = time.secondsLeft();
      const decoded = await decoder.decode(inspection.image, inspection.strictness);
      thumbnails.push(await drawThumbnail(decoded.timeout({ seconds }), variant));
      time.checkCpu();
    }
    return { ...displayedSize(header), thumbnails };
  } catch (error) {
    const outcome = decoder.asOutcome(error, format);
    if (!outcome) throw error;
    // A decoder that is interrupted may complain about anything.
    time.checkCpu();
    time.secondsLeft();
    throw outcome;
  }
}

function displayedSize({ width, height, orientation }: Header) {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

const encoders: Record<ThumbnailFormat, (pipeline: Sharp, quality: number) => Sharp> = {
  avif: (pipeline, quality) => pipeline.avif({ quality }),
  // JPEG has no transparency, and would show black through it.
  jpeg: (pipeline, quality) => pipeline.flatten({ background: 'white' }).jpeg({ quality }),
  png: (pipeline) => pipeline.png(),
  webp: (pipeline, quality) => pipeline.webp({ quality }),
};

async function drawThumbnail(decoded: Sharp, variant: Variant): Promise<Thumbnail> {
  const { width, height, fit, format, quality } = variant;
  const scaled = decoded.autoOrient().resize({ width, height, fit, withoutEnlargement: fit === 'inside' });
  const { data, info } = await encoders[format](scaled, quality).toBuffer({ resolveWithObject: true });
  return { variant, data, contentType: contentTypes[format], width: info.width, height: info.height };
}
