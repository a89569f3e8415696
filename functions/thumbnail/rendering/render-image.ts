import sharp, { type Sharp } from 'sharp';
import { contentTypes, type Variant } from '../contract.ts';
import { Failure, messageOf, Rejection, type RejectionCode } from '../errors.ts';
import { loaders, type SourceFormat } from './formats.ts';
import { normalize } from './normalize.ts';
import { refuseByHeader } from './refuse-by-header.ts';
import type { RenderLimits, Thumbnail } from './render.ts';
import { type Strictness, strictnessFor } from './strictness.ts';

const { svg: svgLoader, ...rasterLoaders } = loaders;
sharp.block({ operation: ['VipsForeignLoad'] });
// libvips looks at the bytes for itself: whatever it takes them for, no drawing is run in the function's own process.
sharp.unblock({ operation: Object.values(rasterLoaders) });
// Every image is another one, so libvips' cache of operations would only hold memory.
sharp.cache(false);

/**
 * The thumbnails of an image of a known format, made in this process.
 *
 * @param whole may have its bytes changed
 * @throws Rejection when the image is not whole, or over a limit.
 */
export async function renderImage(
  whole: Uint8Array,
  format: SourceFormat,
  variants: readonly Variant[],
  limits: RenderLimits,
): Promise<Thumbnail[]> {
  const end = performance.now() + limits.ms;
  const thumbnails: Thumbnail[] = [];
  try {
    const image = normalize(whole, format);
    await refuseByHeader(image, format, variants, limits);
    const failOn = strictnessFor(image, format);
    for (const variant of variants) {
      const seconds = wholeSeconds(end - performance.now());
      if (seconds === 0) throw tooComplex(limits);
      thumbnails.push(await renderVariant(image, variant, failOn, seconds));
    }
    return thumbnails;
  } catch (error) {
    // What libvips says is an Error and no more; of all else, such as a mistake of ours, the image is not to blame.
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    // Of a text that is no XML, libvips quotes what it stumbled over, and logs are no place for what is in an object.
    const reason = messageOf(error).replace(/(?: of data: |\n).*/s, '');
    // A decoder that is broken off may complain of anything.
    if (reason.startsWith('timeout: ') || wholeSeconds(end - performance.now()) === 0) throw tooComplex(limits);
    if (/out of memory|cannot allocate/i.test(reason)) throw new Failure('out-of-memory', reason, { cause: error });
    throw new Rejection(codeOf(reason), `The ${format} image cannot be decoded: ${reason}`, { cause: error });
  }
}

/** What libvips complains of: damage, unless it is something that it cannot do, such as a TIFF in Lab, or with tiles of planes. */
function codeOf(reason: string): RejectionCode {
  if (/will exceed|exceeds 32767|coordinates out of range/.test(reason)) return 'image-too-large';
  const isUnsupported =
    /not supported|not configured|not implemented|unsupported (?:feature|tiff|JPEG)|samples out of range|no known route|bad labq format|not a whole number of bytes/i;
  return isUnsupported.test(reason) ? 'unsupported-format' : 'corrupt-image';
}

/** Says that an image took longer than it may. */
export function tooComplex({ ms }: RenderLimits): Rejection {
  return new Rejection(
    'image-too-complex',
    `The image takes longer to render than the ${ms / 1000} seconds that it may.`,
  );
}

/** Has this process read SVGs, and nothing else: it is one that may be ended at any time. */
export function readSvgAlone(): void {
  sharp.block({ operation: Object.values(rasterLoaders) });
  sharp.unblock({ operation: [svgLoader] });
}

const encoders: Record<Variant['format'], (pipeline: Sharp, quality: number) => Sharp> = {
  avif: (pipeline, quality) => pipeline.avif({ quality }),
  // JPEG has no transparency, and what shows through is black unless it is said.
  jpeg: (pipeline, quality) => pipeline.flatten({ background: 'white' }).jpeg({ quality }),
  png: (pipeline) => pipeline.png(),
  webp: (pipeline, quality) => pipeline.webp({ quality }),
};

async function renderVariant(
  image: Uint8Array,
  variant: Variant,
  failOn: Strictness,
  seconds: number,
): Promise<Thumbnail> {
  const { width, height, fit } = variant;
  const pipeline = sharp(image, { failOn, limitInputPixels: false })
    .autoOrient()
    .resize({ width, height, fit, withoutEnlargement: fit === 'inside' })
    .timeout({ seconds });
  const encoded = encoders[variant.format](pipeline, variant.quality);
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  return { variant, data, contentType: contentTypes[variant.format], width: info.width, height: info.height };
}

/** sharp takes whole seconds, and none of them for no limit. */
function wholeSeconds(ms: number): number {
  return Math.max(0, Math.floor(ms / 1000));
}
