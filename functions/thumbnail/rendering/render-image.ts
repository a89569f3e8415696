import type { Sharp } from 'sharp';
import type { Variant } from '../contract.ts';
import { messageOf } from '../errors.ts';
import { findFrames } from './animation/find-frames.ts';
import { framesKept } from './animation/frames-kept.ts';
import { asThumbnail } from './as-thumbnail.ts';
import { readCredit } from './credit/read-credit.ts';
import { decodeOnce, isConverted } from './decode-once.ts';
import type { Decoder } from './decoders/decoder.ts';
import { displayedSize } from './displayed-size.ts';
import { drawPlaceholder } from './draw-placeholder.ts';
import { drawThumbnail } from './draw-thumbnail.ts';
import { enforceLimits } from './enforce-limits.ts';
import type { Format, Inspection } from './formats/format.ts';
import { shrinkOnLoad } from './shrink-on-load.ts';
import { sourceVariant } from './source-variant.ts';
import { pictureSize, thumbnailSize } from './thumbnail-size.ts';
import { startTimeBudget, type TimeBudget } from './time-budget.ts';
import { turnUpright } from './turn-upright.ts';
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
  const time = startTimeBudget(limits);
  let bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  for (let repairs = 0; ; repairs += 1) {
    try {
      return await renderOnce(decoder, described, bytes, format, variants, limits, time, wantsPlaceholder);
    } catch (error) {
      const outcome = decoder.asOutcome(error, format);
      if (!outcome) throw error;
      // A decoder that is interrupted may complain about anything.
      time.checkCpu();
      time.secondsLeft();
      const repaired = repairs < maxRepairs ? described.repair?.(bytes, messageOf(error)) : undefined;
      if (!repaired) throw outcome;
      bytes = repaired;
    }
  }
}

async function renderOnce(
  decoder: Decoder,
  described: Format,
  image: Buffer,
  format: SourceFormat,
  variants: readonly Variant[],
  limits: RenderLimits,
  time: TimeBudget,
  wantsPlaceholder: boolean,
): Promise<Rendered> {
  const thumbnails: Thumbnail[] = [];
  const sourceVariants = variants.map((variant) => sourceVariant(variant, format));
  const wantsCredit = variants.some(({ metadata }) => metadata === 'credit');
  const removedCredit = wantsCredit ? described.readCredit?.(image) : undefined;
  const inspection: Inspection = described.inspect(image);
  const wantsWide = variants.some(({ gamut }) => gamut === 'wide');
  // The pixels that are kept have no metadata, so that none but the credit can get into a thumbnail.
  const isKept = variants.length > 1 || wantsPlaceholder || wantsCredit || wantsWide || isConverted(inspection);
  const header = await enforceLimits(described, format, inspection, decoder.readHeader, sourceVariants, limits, isKept);
  const credit = wantsCredit ? await readCredit(inspection.image, decoder, removedCredit) : undefined;
  const readable = await readableImage(inspection, () => shrinkOnLoad(header, sourceVariants, isKept));
  const timed = (pipeline: Sharp) => pipeline.timeout({ seconds: time.secondsLeft() });
  const size = displayedSize(header);
  const keepsProfile = wantsWide && header.hasWideProfile === true && !isConverted(inspection);
  const frames = await findFrames(decoder, inspection, timed);
  const decoded = frames?.skipped
    ? frames.decode(1)
    : await decoder.decode(readable, inspection.strictness, header, inspection.isUnlimited);
  const upright = turnUpright(decoded, inspection.turn);
  let open = () => upright;
  if (isKept) {
    const kept = pictureSize(size, sourceVariants, format === 'svg');
    open = await decodeOnce(timed(upright), kept, inspection, header, keepsProfile);
    time.checkCpu();
  }
  for (const variant of variants) {
    const asked = { ...sourceVariant(variant, format), gamut: keepsProfile ? variant.gamut : 'srgb' } as const;
    const draw = (pipeline: Sharp) => drawThumbnail(timed(pipeline), size, asked, credit);
    const isMoving = asked.animated && frames && header.orientation === 1;
    const kept = isMoving ? framesKept(frames.count, size, thumbnailSize(size, asked).canvas, limits) : 1;
    const moving = frames && kept > 1 ? await unlessDamaged(draw(frames.decode(kept)), decoder, format) : undefined;
    time.checkCpu();
    thumbnails.push(asThumbnail(variant, format, moving ?? (await draw(open()))));
    time.checkCpu();
  }
  if (!wantsPlaceholder) return { ...size, thumbnails };
  return { ...size, thumbnails, placeholder: await drawPlaceholder(timed(open()), size) };
}

/** Returns undefined when the decoder complains: a whole first frame is shown, whatever comes after it. */
async function unlessDamaged<Result>(
  drawing: Promise<Result>,
  decoder: Decoder,
  format: SourceFormat,
): Promise<Result | undefined> {
  try {
    return await drawing;
  } catch (error) {
    if (decoder.asOutcome(error, format)) return undefined;
    throw error;
  }
}

async function readableImage(inspection: Inspection, shrink: () => number): Promise<Buffer> {
  const { rewriting, finish, atEighth, image } = inspection;
  if (atEighth && shrink() === 8) return atEighth();
  return rewriting?.image() ?? (await finish?.()) ?? image;
}
