import type { Variant } from '../contract/variant.ts';
import { Rejection } from '../errors.ts';
import { libvips } from './decoders/libvips.ts';
import { formats, hasFallback, isSourceFormat } from './formats/index.ts';
import { identifyFormat } from './identify-format.ts';
import { renderIsolated } from './isolated/render-isolated.ts';
import { renderImage } from './render-image.ts';
import type { Rendered, RenderLimits, Source } from './types.ts';

/**
 * How much more memory an isolated image may take: two thirds of the memory of the function, instead of half. A watchdog watches the
 * process, so an estimate that is too low cannot make Lambda kill the function.
 */
const isolatedMemoryFactor = 4 / 3;

/**
 * Makes the thumbnails of an image, one for each variant: upright, in sRGB, without metadata, of the first frame. Call
 * `configureSharp` first.
 *
 * @param image the bytes of a whole image file, which are overwritten: the image is normalized in place
 * @throws {Rejection} when the bytes are not an image, or one that is not supported, damaged or over a limit
 * @throws {Failure} when the process that an image is rendered in fails
 */
export async function render(
  image: Uint8Array,
  variants: readonly Variant[],
  limits: RenderLimits,
  source: Source,
): Promise<Rendered> {
  const format = identifyFormat(image, source.key);
  if (!isSourceFormat(format)) {
    const problem = format === undefined ? 'Not a recognized image format' : `The format ${format} is not supported`;
    throw new Rejection('unsupported-format', `${problem}. Supported formats: ${source.formats.join(', ')}.`);
  }
  if (!source.formats.includes(format)) {
    const reason = `The image is ${format}, which the setting formats turns off. Formats that are on: ${source.formats.join(', ')}.`;
    throw new Rejection('format-disabled', reason);
  }
  const { wantsPlaceholder } = source;
  const isolatedLimits = { ...limits, memoryBytes: Math.floor(limits.memoryBytes * isolatedMemoryFactor) };
  if (formats[format].isIsolated) return renderIsolated(image, format, variants, isolatedLimits, wantsPlaceholder);
  try {
    return await renderImage(libvips, formats[format], image, format, variants, limits, wantsPlaceholder);
  } catch (error) {
    const isUnsupported = error instanceof Rejection && error.code === 'unsupported-format';
    if (!isUnsupported || !hasFallback(format)) throw error;
    return renderIsolated(image, format, variants, isolatedLimits, wantsPlaceholder);
  }
}
