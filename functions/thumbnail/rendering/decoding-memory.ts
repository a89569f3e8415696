import type { ThumbnailFormat } from '../contract/variant.ts';
import { displayedSize } from './displayed-size.ts';
import type { EstimatedMemory } from './formats/format.ts';
import { shrinkOnLoad } from './shrink-on-load.ts';
import { pictureSize, thumbnailSize } from './thumbnail-size.ts';
import type { Header, SourceVariant } from './types.ts';

/** Max rows that libvips keeps, in all its caches together, of an image that it decodes row by row. */
const maxRowsKept = 1800;

/** Max copies of a row that are kept, which matters if an image has few rows. */
const maxCopiesOfRow = 3;

/** Max bytes that scaling and encoding take for each pixel of the thumbnail, including the buffers of the encoders. */
const outputBytes: Record<ThumbnailFormat, number> = { avif: 56, gif: 20, jpeg: 8, png: 12, webp: 12 };

/** Bytes that smart subsampling takes for each pixel of a WebP. */
const subsamplingBytes = 4;

/** Max bytes that turning takes for each pixel of the thumbnail. */
const turningBytes = 8;

/** Max bytes that converting the colours takes for each pixel of the thumbnail: two copies with 16 bits a sample, and two with 8. */
const convertingBytes = 24;

/** Max bytes that keeping a picture takes for each of its pixels: once by libvips, once by sharp. */
const keepingBytes = 8;

/**
 * Estimates the peak memory of rendering in bytes, in addition to the file, from the header alone. All constants, here and in
 * `formats/`, are measured: docs/hardening.md has the table, and a test renders each of its rows and compares.
 */
export function decodingBytes(
  memory: EstimatedMemory,
  header: Header,
  variants: readonly SourceVariant[],
  isConverted = false,
  isKept = isConverted || variants.length > 1,
): number {
  const shrink = memory.shrinksOnLoad ? shrinkOnLoad(header, variants, isKept) : 1;
  const rowsKept = Math.min(maxRowsKept, maxCopiesOfRow * (header.height / shrink));
  const rows = rowsKept * (header.width / shrink) * memory.pixelBytes(header);
  const turning = header.orientation === 1 ? 0 : turningBytes;
  const outputs = variants.map((variant) => {
    const isSubsampled = variant.format === 'webp' && variant.hasFullColour;
    const perPixel = outputBytes[variant.format] + turning + (isSubsampled ? subsamplingBytes : 0);
    return outputPixels(header, variant) * perPixel;
  });
  const picture = pictureSize(displayedSize(header), variants);
  const perPixel = (isKept ? keepingBytes : 0) + (isConverted ? convertingBytes : 0);
  return memory.wholeImageBytes(header) + rows + picture.width * picture.height * perPixel + Math.max(...outputs);
}

/** The number of pixels that are decoded. */
export function decodedPixels(memory: EstimatedMemory, header: Header, variants: readonly SourceVariant[]): number {
  return (header.width * header.height) / (memory.shrinksOnLoad ? shrinkOnLoad(header, variants) : 1) ** 2;
}

/** The pixels of the thumbnail, or of the whole scaled image where a part of it is searched for. */
function outputPixels(header: Header, variant: SourceVariant): number {
  const image = displayedSize(header);
  const { scale, canvas, fit } = thumbnailSize(image, variant);
  const isSearched = fit === 'cover' && (variant.position === 'attention' || variant.position === 'entropy');
  return isSearched ? image.width * image.height * scale ** 2 : canvas.width * canvas.height;
}
