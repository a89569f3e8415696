import type { Variant } from '../contract.ts';
import { Rejection } from '../errors.ts';
import { formatOf, isSourceFormat, loaders } from './formats.ts';
import { renderIsolated } from './render-apart.ts';
import { renderImage } from './render-image.ts';

export interface Thumbnail {
  variant: Variant;
  data: Uint8Array;
  contentType: string;
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
}

/** What one image may cost. What would cost more is rejected: by its header, where that tells. */
export interface RenderLimits {
  /** Bytes, those of the file itself among them. */
  memoryBytes: number;
  /** Pixels that are decoded. */
  pixels: number;
  /** Milliseconds, for all variants together. */
  ms: number;
}

/**
 * The thumbnails of an image, one a variant: upright, in sRGB, without metadata, of the first frame.
 *
 * @param image the bytes of a whole image file.
 * @throws Rejection when the bytes are no image, or one that is not supported, not whole or over a limit.
 */
export async function render(
  image: Uint8Array,
  variants: readonly Variant[],
  limits: RenderLimits,
): Promise<Thumbnail[]> {
  const format = formatOf(image);
  if (!isSourceFormat(format)) {
    throw new Rejection(
      'unsupported-format',
      `The object is ${format ? `in the format ${format}` : 'no image that is known'}, supported are ${Object.keys(loaders).join(', ')}.`,
    );
  }
  // An SVG is a program: neither its time nor its memory can be told without running it, and nothing can stop it from within.
  if (format === 'svg') return renderIsolated(image, variants, limits);
  return renderImage(image, format, variants, limits);
}
