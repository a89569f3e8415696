import type { Sharp } from 'sharp';
import type { Variant } from '../contract/variant.ts';
import { framesKept } from './animation/frames-kept.ts';
import { scaleFrames } from './animation/scale-frames.ts';
import { asThumbnail } from './as-thumbnail.ts';
import { encodeThumbnail } from './encode-thumbnail.ts';
import type { OpenImage } from './open-image.ts';
import type { RenderJob } from './render-job.ts';
import { scalePicture } from './scale-picture.ts';
import { sourceVariant } from './source-variant.ts';
import { thumbnailSize } from './thumbnail-size.ts';
import type { TimeBudget } from './time-budget.ts';
import type { Drawn, SourceVariant, Thumbnail } from './types.ts';

/**
 * Makes the thumbnail of one variant.
 *
 * @throws {Rejection} when it takes too much CPU time
 * @throws {Failure} when there is not enough time
 * @throws {Error} when the decoder fails
 */
export async function drawVariant(
  image: OpenImage,
  variant: Variant,
  job: RenderJob,
  time: TimeBudget,
): Promise<Thumbnail> {
  const asked = sourceVariant(variant, job.format);
  const coloured = { ...asked, gamut: image.keepsProfile ? asked.gamut : 'srgb' } as const;
  const moving = movingVariant(coloured);
  const movingDrawn = await drawMoving(image, moving, job, time);
  const drawn = movingDrawn ?? (await draw(image, { ...coloured, animated: false }));
  time.checkCpu();
  return asThumbnail(variant, job.format, drawn, movingDrawn ? moving : coloured);
}

function draw({ open, size, credit }: OpenImage, asked: SourceVariant, picture = open()): Promise<Drawn> {
  return encodeThumbnail(scalePicture(picture, size, asked), asked, credit);
}

/** sharp writes no animated PNG, so the frames of one become a WebP. */
function movingVariant(asked: SourceVariant): SourceVariant {
  return asked.format === 'png' ? { ...asked, format: 'webp' } : asked;
}

/** Returns the animated thumbnail; undefined when the variant is not animated, or a later frame is damaged. */
async function drawMoving(
  image: OpenImage,
  asked: SourceVariant,
  { decoder, format, limits }: RenderJob,
  time: TimeBudget,
): Promise<Drawn | undefined> {
  const { frames, size } = image;
  if (!asked.animated || !frames) return undefined;
  const count = framesKept(frames.count, size, thumbnailSize(size, asked).canvas, limits);
  if (count < 2) return undefined;
  try {
    const stack = frames.decode(count);
    if (thumbnailSize(size, asked).scale <= 1) return await draw(image, asked, stack);
    const timed = (pipeline: Sharp) => pipeline.timeout({ seconds: time.secondsLeft() });
    const scaled = await scaleFrames(stack, size, (picture) => scalePicture(timed(picture), size, asked));
    return await encodeThumbnail(timed(scaled), asked, image.credit);
  } catch (error) {
    if (!decoder.asOutcome(error, format)) throw error;
    // A decoder that is interrupted may complain about anything.
    time.checkCpu();
    time.secondsLeft();
    return undefined;
  }
}
