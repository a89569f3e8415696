import type { Variant } from '../contract.ts';
import { messageOf } from '../errors.ts';
import type { Decoder } from './decoders/decoder.ts';
import { drawThumbnail } from './draw-thumbnail.ts';
import { enforceLimits } from './enforce-limits.ts';
import type { Format, Inspection } from './formats/format.ts';
import { formats } from './formats/index.ts';
import { startTimeBudget, type TimeBudget } from './time-budget.ts';
import type { Header, Rendered, RenderLimits, SourceFormat, Thumbnail } from './types.ts';

/** Each repair decodes the image again. A file has one kind of mistake, or two. */
const maxRepairs = 4;

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
  const { repair } = formats[format] as Format;
  let bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  for (let repairs = 0; ; repairs += 1) {
    try {
      return await renderOnce(decoder, bytes, format, variants, limits, time);
    } catch (error) {
      const outcome = decoder.asOutcome(error, format);
      if (!outcome) throw error;
      // A decoder that is interrupted may complain about anything.
      time.checkCpu();
      time.secondsLeft();
      const repaired = repairs < maxRepairs ? repair?.(bytes, messageOf(error)) : undefined;
      if (!repaired) throw outcome;
      bytes = repaired;
    }
  }
}

async function renderOnce(
  decoder: Decoder,
  image: Buffer,
  format: SourceFormat,
  variants: readonly Variant[],
  limits: RenderLimits,
  time: TimeBudget,
): Promise<Rendered> {
  const thumbnails: Thumbnail[] = [];
  const inspection: Inspection = formats[format].inspect(image);
  const header = await enforceLimits(format, inspection, decoder.readHeader, variants, limits);
  const readable = inspection.rewriting?.image() ?? (await inspection.finish?.()) ?? inspection.image;
  for (const variant of variants) {
    const seconds = time.secondsLeft();
    const decoded = await decoder.decode(readable, inspection.strictness, header, inspection.isUnlimited);
    thumbnails.push(await drawThumbnail(decoded.timeout({ seconds }), variant, inspection, header));
    time.checkCpu();
  }
  return { ...displayedSize(header), thumbnails };
}

function displayedSize({ width, height, orientation }: Header) {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
