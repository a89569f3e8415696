import type { Variant } from '../contract/variant.ts';
import { messageOf } from '../errors.ts';
import type { Decoder } from './decoders/decoder.ts';
import { drawPlaceholder } from './draw-placeholder.ts';
import { drawVariant } from './draw-variant.ts';
import type { Format } from './formats/format.ts';
import { untilTruncated } from './formats/until-truncated.ts';
import { openImage } from './open-image.ts';
import type { RenderJob } from './render-job.ts';
import { startTimeBudget, type TimeBudget } from './time-budget.ts';
import type { Rendered, RenderLimits, SourceFormat, Thumbnail } from './types.ts';

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
  described: Format,
  image: Uint8Array,
  format: SourceFormat,
  variants: readonly Variant[],
  limits: RenderLimits,
  wantsPlaceholder = false,
): Promise<Rendered> {
  const job = { decoder, described, format, variants, limits, wantsPlaceholder };
  const time = startTimeBudget(limits);
  let bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  for (let repairs = 0; ; repairs += 1) {
    try {
      return await renderOnce(bytes, job, time);
    } catch (error) {
      const outcome = decoder.asOutcome(error, format);
      if (!outcome) throw error;
      // A decoder that is interrupted may complain about anything.
      time.checkCpu();
      time.secondsLeft();
      const repaired =
        repairs < maxRepairs ? untilTruncated(() => described.repair?.(bytes, messageOf(error))) : undefined;
      if (!repaired) throw outcome;
      bytes = repaired;
    }
  }
}

async function renderOnce(image: Buffer, job: RenderJob, time: TimeBudget): Promise<Rendered> {
  const opened = await openImage(image, job, time);
  const thumbnails: Thumbnail[] = [];
  for (const variant of job.variants) thumbnails.push(await drawVariant(opened, variant, job, time));
  const rendered = { ...opened.size, thumbnails };
  return job.wantsPlaceholder
    ? { ...rendered, placeholder: await drawPlaceholder(opened.open(), opened.size) }
    : rendered;
}
