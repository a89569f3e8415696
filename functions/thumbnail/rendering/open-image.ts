import type { Sharp } from 'sharp';
import { type Frames, findFrames } from './animation/find-frames.ts';
import { framesComposed } from './animation/frames-kept.ts';
import type { Credit } from './credit/credit.ts';
import { readCredit } from './credit/read-credit.ts';
import { decodeOnce, isConverted } from './decode-once.ts';
import { displayedSize } from './displayed-size.ts';
import { enforceLimits } from './enforce-limits.ts';
import type { Inspection } from './formats/format.ts';
import type { RenderJob } from './render-job.ts';
import { shrinkOnLoad } from './shrink-on-load.ts';
import { sourceVariant } from './source-variant.ts';
import { exceedsDrawing, pictureSize } from './thumbnail-size.ts';
import type { TimeBudget } from './time-budget.ts';
import { turnUpright } from './turn-upright.ts';
import type { Size, SourceVariant } from './types.ts';

/** An image that thumbnails can be made of. */
export interface OpenImage {
  /** Pixels of the upright image. */
  size: Size;
  /** Opens the upright picture, at a scale that is enough for every thumbnail. */
  open(): Sharp;
  /** The frames, if there are several that can be shown. */
  frames: Frames | undefined;
  /** The credit, if a variant asks for it and the image has it. */
  credit: Credit | undefined;
  /** Whether the picture still has its colour profile. */
  keepsProfile: boolean;
}

/**
 * Checks the cost of an image, and decodes it. Several thumbnails share one decoding; a single thumbnail decodes the image while it
 * is drawn.
 *
 * @param image is overwritten
 * @throws {Rejection} when the image would cost more than it may
 * @throws {Failure} when there is not enough time
 * @throws {Error} when the decoder fails
 */
export async function openImage(image: Buffer, job: RenderJob, time: TimeBudget): Promise<OpenImage> {
  const { decoder, described, format, variants, limits } = job;
  const asked = variants.map((variant) => sourceVariant(variant, format));
  const wantsCredit = variants.some(({ metadata }) => metadata === 'credit');
  const wantsWide = variants.some(({ gamut }) => gamut === 'wide');
  const removedCredit = wantsCredit ? described.readCredit?.(image) : undefined;
  const inspection: Inspection = described.inspect(image);
  // Kept pixels have no metadata, so only the credit can reach a thumbnail.
  const keeps = variants.length > 1 || job.wantsPlaceholder || wantsCredit || wantsWide || isConverted(inspection);
  const header = await enforceLimits(described, format, inspection, decoder.readHeader, asked, limits, keeps);
  const isVector = inspection.vector !== undefined;
  const isKept = keeps || (isVector && exceedsDrawing(header, asked));
  const credit = wantsCredit ? await readCredit(inspection.image, decoder, removedCredit) : undefined;
  const readable = await readableImage(inspection, () => shrinkOnLoad(header, asked, isKept));
  const timed = (pipeline: Sharp) => pipeline.timeout({ seconds: time.secondsLeft() });
  const frames = await findFrames(decoder, inspection, timed, {
    isAnimated: asked.some(({ animated }) => animated),
    maxFrames: framesComposed(header, limits),
  });
  const decoded = frames?.skipped
    ? frames.decode(1)
    : await decoder.decode(readable, inspection.strictness, header, inspection.rewriting?.samples ?? inspection.vector);
  const coloured = !isKept && (await isGreyOnColour(decoded, asked)) ? decoded.pipelineColourspace('srgb') : decoded;
  const upright = turnUpright(coloured, inspection.turn);
  const opened = {
    size: displayedSize(header),
    // No decoder turns an animation upright.
    frames: header.orientation === 1 ? frames : undefined,
    credit,
    keepsProfile: wantsWide && header.hasWideProfile === true && !isConverted(inspection),
  };
  if (!isKept) return { ...opened, open: () => timed(upright) };
  const kept = pictureSize(opened.size, asked, isVector);
  const open = await decodeOnce(timed(upright), kept, inspection, header, opened.keepsProfile);
  time.checkCpu();
  return { ...opened, open: () => timed(open()) };
}

/** Whether a picture without colours gets a background that has one, which sharp would otherwise make grey too. */
async function isGreyOnColour(decoded: Sharp, variants: readonly SourceVariant[]): Promise<boolean> {
  if (variants.every(({ background }) => /^#(..)\1\1/.test(background))) return false;
  const { space, hasProfile } = await decoded.metadata();
  return !hasProfile && (space === 'b-w' || space === 'grey16');
}

async function readableImage(inspection: Inspection, shrink: () => number): Promise<Buffer> {
  const { rewriting, finish, atEighth, image } = inspection;
  if (atEighth && shrink() === 8) return atEighth();
  return rewriting?.image() ?? (await finish?.()) ?? image;
}
