import type { ThumbnailFormat, Variant } from '../contract.ts';
import type { EstimatedMemory } from './formats/format.ts';
import type { Header } from './types.ts';

/** How many rows libvips keeps at most, in all its caches together, of an image that it decodes row by row. */
const maxRowsKept = 1800;

/** How many copies of a row are kept at most, which matters where an image has few rows. */
const maxCopiesOfRow = 3;

/** Bytes that scaling and encoding take at most for each pixel of the thumbnail, including the buffers of the encoders. */
const outputBytes: Record<ThumbnailFormat, number> = { avif: 56, jpeg: 8, png: 12, webp: 12 };

/** Bytes that turning takes at most for each pixel of the thumbnail. */
const turningBytes = 8;

/** Bytes that converting the colours takes at most for each pixel of the thumbnail: 16 bits, twice, and 8 bits, twice. */
const convertingBytes = 24;

/**
 * Estimates the bytes that rendering takes at its peak, beside the file, from the image's header alone. All constants, here and in
 * `formats/`, are measured: docs/hardening.md has the table, and a test renders each of its rows and compares.
 */
export function decodingBytes(
  memory: EstimatedMemory,
  header: Header,
  variants: readonly Variant[],
  isConverted = false,
): number {
  return Math.max(
    ...variants.map((variant) => {
      const shrink = shrinkOnLoad(memory, header, variant);
      const rowsKept = Math.min(maxRowsKept, maxCopiesOfRow * (header.height / shrink));
      const rows = rowsKept * (header.width / shrink) * memory.pixelBytes(header);
      const turning = header.orientation === 1 ? 0 : turningBytes;
      const perPixel = outputBytes[variant.format] + turning + (isConverted ? convertingBytes : 0);
      return memory.wholeImageBytes(header) + rows + outputPixels(header, variant) * perPixel;
    }),
  );
}

/** The number of pixels that are decoded for the variant that needs the most. */
export function decodedPixels(memory: EstimatedMemory, header: Header, variants: readonly Variant[]): number {
  const pixels = header.width * header.height;
  return Math.max(...variants.map((variant) => pixels / shrinkOnLoad(memory, header, variant) ** 2));
}

/** By how much the decoder scales the image down while it loads it: sharp makes use of that where it is enough. */
function shrinkOnLoad({ shrinksOnLoad }: EstimatedMemory, header: Header, variant: Variant): number {
  if (!shrinksOnLoad) return 1;
  const shrink = shrinkOf(header, variant);
  return [8, 4, 2].find((factor) => factor <= shrink) ?? 1;
}

function outputPixels(header: Header, variant: Variant): number {
  if (variant.fit === 'cover') return variant.width * variant.height;
  const shrink = Math.max(1, shrinkOf(header, variant));
  return (header.width * header.height) / shrink ** 2;
}

/** By how much the image is scaled down, in each direction. */
function shrinkOf({ width, height, orientation }: Header, variant: Variant): number {
  const isTurned = orientation >= 5;
  const across = (isTurned ? height : width) / variant.width;
  const down = (isTurned ? width : height) / variant.height;
  return variant.fit === 'cover' ? Math.min(across, down) : Math.max(across, down);
}
