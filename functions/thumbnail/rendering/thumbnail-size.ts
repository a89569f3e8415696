import { maxSide } from '../contract/variant.ts';
import type { Size, SourceVariant } from './types.ts';

export interface ThumbnailSize {
  /** The scale from the image to the thumbnail, in the direction that is scaled down the least. */
  scale: number;
  canvas: Size;
  /** How the image fits the canvas. Only `cover` and `contain` keep proportions that differ from the canvas. */
  fit: 'cover' | 'contain' | 'fill';
}

/** Returns the size of a variant's thumbnail, and the scale of the image in it. Sizes are in pixels, of the upright image. */
export function thumbnailSize(image: Size, variant: SourceVariant): ThumbnailSize {
  const { width, height, fit } = variant;
  const maxScale = variant.withoutEnlargement ? 1 : Number.POSITIVE_INFINITY;
  const maxWholeScale = Math.min(maxScale, maxSide / Math.max(image.width, image.height));
  const whole = (asked: number, max = maxScale): ThumbnailSize => {
    const scale = Math.min(asked, max);
    return { scale, canvas: scaled(image, scale), fit: 'fill' };
  };
  // If one side is left out, it follows from the proportions of the image.
  if (width === undefined) return whole((height ?? maxSide) / image.height, maxWholeScale);
  if (height === undefined) return whole(width / image.width, maxWholeScale);

  const box = { width, height };
  const [across, down] = [width / image.width, height / image.height];
  const [smaller, larger] = [Math.min(across, down), Math.max(across, down)];
  switch (fit) {
    case 'cover': {
      // A smaller thumbnail of the same proportions, where there are not enough pixels.
      const scale = Math.min(larger, maxScale);
      return { scale, canvas: scaled(box, scale / larger), fit };
    }
    case 'contain':
      return { scale: Math.min(smaller, maxScale), canvas: box, fit };
    case 'inside':
      return whole(smaller);
    case 'outside':
      return whole(larger, maxWholeScale);
    case 'fill': {
      const canvas = scaled(image, Math.min(across, maxScale), Math.min(down, maxScale));
      return { scale: Math.min(larger, maxScale), canvas, fit };
    }
  }
}

/** librsvg draws no longer side. */
const maxDrawnSide = 32_767;

/**
 * Returns the size of the picture that all thumbnails are made of, which is the size that the largest one needs.
 *
 * @param isDrawn whether the image has no pixels, so that it can be drawn larger than its own size
 */
export function pictureSize(image: Size, variants: readonly SourceVariant[], isDrawn = false): Size {
  return scaled(image, Math.min(largestScale(image, variants), isDrawn ? maxDrawnScale(image) : 1));
}

/** Whether an image without pixels cannot be drawn as large as a thumbnail needs it, so that a smaller picture is enlarged. */
export function exceedsDrawing(image: Size, variants: readonly SourceVariant[]): boolean {
  return largestScale(image, variants) > maxDrawnScale(image);
}

function largestScale(image: Size, variants: readonly SourceVariant[]): number {
  return Math.max(...variants.map((variant) => thumbnailSize(image, variant).scale));
}

/** A whole number, if it can be: a side of few pixels would otherwise be rounded up to a scale that is too large. */
function maxDrawnScale({ width, height }: Size): number {
  const scale = maxDrawnSide / Math.max(width, height);
  return scale < 1 ? scale : Math.floor(scale);
}

function scaled({ width, height }: Size, across: number, down = across): Size {
  return { width: Math.max(1, Math.round(width * across)), height: Math.max(1, Math.round(height * down)) };
}
