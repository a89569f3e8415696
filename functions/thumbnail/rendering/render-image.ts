import sharp, { type Sharp } from 'sharp';
import { contentTypes, type Variant } from '../contract.ts';
import { Failure, messageOf, Rejection, type RejectionCode } from '../errors.ts';
import { loaders, type SourceFormat } from './formats.ts';
import { refuseByHeader } from './refuse-by-header.ts';
import type { RenderLimits, Thumbnail } from './render.ts';
import { trim } from './trim.ts';

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
    const image = trim(whole, format);
    await refuseByHeader(image, format, variants, limits);
    for (const variant of variants) {
      const seconds = wholeSeconds(end - performance.now());
      if (seconds === 0) throw tooComplex(limits);
      thumbnails.push(await renderVariant(image, format, variant, seconds));
    }
    return thumbnails;
  } catch (error) {
    if (error instanceof Rejection) throw error;
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
  if (reason.includes('will exceed')) return 'image-too-large';
  const isUnsupported = /not supported|not configured|unsupported feature|bad labq format|not a whole number of bytes/i;
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
  format: SourceFormat,
  variant: Variant,
  seconds: number,
): Promise<Thumbnail> {
  // Of a TIFF, warnings are about its tags, and damage is an error.
  const strictness = format === 'tiff' ? 'error' : 'warning';
  try {
    return await decodeAndEncode(image, variant, strictness, seconds);
  } catch (error) {
    if (!isHarmless(error)) throw error;
    return decodeAndEncode(image, variant, 'truncated', seconds);
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
  failOn: 'warning' | 'error' | 'truncated',
  seconds: number,
): Promise<Thumbnail> {
  const { width, height, fit, format, quality } = variant;
  const pipeline = sharp(image, { failOn, limitInputPixels: false })
    .autoOrient()
    .resize({ width, height, fit, withoutEnlargement: fit === 'inside' })
    .timeout({ seconds });
  const { data, info } = await encoders[format](pipeline, quality).toBuffer({ resolveWithObject: true });
  return { variant, data, contentType: contentTypes[format], width: info.width, height: info.height };
}

/** sharp takes whole seconds, and none of them for no limit. */
function wholeSeconds(ms: number): number {
  return Math.max(0, Math.floor(ms / 1000));
}
