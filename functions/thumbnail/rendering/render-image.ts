import type { Variant } from '../contract.ts';
import type { Decoder } from './decoders/decoder.ts';
import { drawThumbnail } from './draw-thumbnail.ts';
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
      const decoded = await decoder.decode(inspection.image, inspection.strictness, header);
      thumbnails.push(await drawThumbnail(decoded.timeout({ seconds }), variant, inspection, header));
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
