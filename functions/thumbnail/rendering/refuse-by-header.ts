import type { Variant } from '../contract.ts';
import { Rejection, type RejectionCode } from '../errors.ts';
import { decodedPixels, decodingBytes } from './decoding-memory.ts';
import type { SourceFormat } from './formats.ts';
import { readHeader } from './header.ts';
import { metadataBytes } from './metadata-bytes.ts';
import { hasMoreParts } from './part-count.ts';
import type { RenderLimits } from './render.ts';

interface PartLimit {
  most: number;
  parts: string;
  code: RejectionCode;
}

/** Of a GIF, that is seven minutes. More make files that take seconds, and hundreds of megabytes, to be opened at all. */
const frames: PartLimit = { most: 10_000, parts: 'frames', code: 'image-too-large' };
const partLimits: Partial<Record<SourceFormat, PartLimit>> = {
  gif: frames,
  webp: frames,
  // Encoders write about ten.
  jpeg: { most: 100, parts: 'scans', code: 'image-too-complex' },
};

/** How many copies of an image's metadata there are at a time, in libvips and sharp, as measured. */
const metadataCopies = 6;

/**
 * Refuses what would cost more than it may, before any pixel of it is decoded.
 *
 * @throws Rejection with what it would take, and what there is; Error of libvips' when the image has no header that it can read.
 */
export async function refuseByHeader(
  image: Buffer,
  format: SourceFormat,
  variants: readonly Variant[],
  { memoryBytes, pixels }: RenderLimits,
): Promise<void> {
  refuseByParts(image, format);
  // What is vector graphics is drawn at the size of the thumbnail.
  if (format === 'svg') return;
  const fileBytes = image.byteLength + metadataCopies * metadataBytes(image, format);
  refuseOver(memoryBytes, fileBytes, `read the metadata of the ${format} image of ${image.byteLength} bytes`);
  const header = await readHeader(image, format);
  const size = `${header.width} x ${header.height} pixels`;
  refuseOver(memoryBytes, fileBytes + decodingBytes(header, variants), `render the ${format} image of ${size}`);
  const decoded = Math.ceil(decodedPixels(header, variants));
  if (decoded > pixels) {
    throw new Rejection(
      'image-too-large',
      `Of the ${format} image of ${size}, ${decoded} would have to be decoded, the limit is ${pixels} (maxSourcePixels).`,
    );
  }
}

function refuseByParts(image: Buffer, format: SourceFormat): void {
  const limit = partLimits[format];
  if (!limit || !hasMoreParts(image, format, limit.most)) return;
  const { code, most, parts } = limit;
  throw new Rejection(code, `The ${format} image has more than ${most} ${parts}, which is the limit.`);
}

function refuseOver(memoryBytes: number, bytes: number, what: string): void {
  if (bytes <= memoryBytes) return;
  const reason = `To ${what} takes about ${megabytes(bytes)} MB, the function has ${megabytes(memoryBytes)} MB for it.`;
  throw new Rejection('image-too-large', `${reason} Raise memoryMegabytes to have such images rendered.`);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
