import type { Variant } from '../contract.ts';
import { Rejection } from '../errors.ts';
import { decodedPixels, decodingBytes } from './decoding-memory.ts';
import type { SourceFormat } from './formats.ts';
import { hasMoreFrames } from './frame-count.ts';
import { readHeader } from './header.ts';
import type { RenderLimits } from './render.ts';

/** Of a GIF, that is seven minutes. More make files that take seconds, and hundreds of megabytes, to be opened at all. */
const mostFrames = 10_000;

/**
 * Refuses what would cost more than it may, before any pixel of it is decoded.
 *
 * @throws Rejection `image-too-large`, with both numbers; Error of libvips' when the image has no header that it can read.
 */
export async function refuseByHeader(
  image: Uint8Array,
  format: SourceFormat,
  variants: readonly Variant[],
  { memoryBytes, pixels }: RenderLimits,
): Promise<void> {
  if (hasMoreFrames(image, format, mostFrames)) {
    throw new Rejection('image-too-large', `The image has more than ${mostFrames} frames, which is the limit.`);
  }
  // What is vector graphics is drawn at the size of the thumbnail.
  if (format === 'svg') return;
  const header = await readHeader(image, format);
  const size = `${header.width} x ${header.height} pixels`;
  const bytes = image.byteLength + decodingBytes(header, variants);
  if (bytes > memoryBytes) {
    const reason = `To render the ${format} image of ${size} takes about ${megabytes(bytes)} MB, the function has ${megabytes(memoryBytes)} MB for it.`;
    throw new Rejection('image-too-large', `${reason} Raise memoryMegabytes to have such images rendered.`);
  }
  const decoded = Math.ceil(decodedPixels(header, variants));
  if (decoded > pixels) {
    throw new Rejection(
      'image-too-large',
      `Of the ${format} image of ${size}, ${decoded} would have to be decoded, the limit is ${pixels} (maxSourcePixels).`,
    );
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
