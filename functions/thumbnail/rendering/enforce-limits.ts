import type { Variant } from '../contract.ts';
import { Rejection } from '../errors.ts';
import { decodedPixels, decodingBytes } from './decoding-memory.ts';
import type { Inspection } from './formats/format.ts';
import { formats } from './formats/index.ts';
import type { Header, RenderLimits, SourceFormat } from './types.ts';

/** How many copies of an image's metadata libvips and sharp hold at a time, as measured. */
const metadataCopies = 6;

/**
 * Checks what an image would cost, before any of its pixels is decoded.
 *
 * @returns what the image says about itself
 * @throws {Rejection} when it would cost more than it may, with both numbers
 */
export async function enforceLimits(
  format: SourceFormat,
  { image, partCount, metadataBytes }: Inspection,
  readHeader: (image: Buffer) => Promise<Header>,
  variants: readonly Variant[],
  { memoryBytes, pixels }: RenderLimits,
): Promise<Header> {
  const { memory, partLimit } = formats[format];
  if (partLimit && partCount > partLimit.max) {
    throw new Rejection(partLimit.code, `The ${format} image has more than ${partLimit.max} ${partLimit.parts}.`);
  }
  if (memory.kind === 'unknown') return readHeader(image);

  const fileBytes = image.byteLength + metadataCopies * metadataBytes;
  rejectAbove(memoryBytes, fileBytes, `Reading the metadata of the ${format} image of ${image.byteLength} bytes`);

  const header = await readHeader(image);
  const size = `${header.width} x ${header.height} pixels`;
  const bytes = fileBytes + decodingBytes(memory, header, variants);
  rejectAbove(memoryBytes, bytes, `Rendering the ${format} image of ${size}`);

  const decoded = Math.ceil(decodedPixels(memory, header, variants));
  if (decoded > pixels) {
    throw new Rejection(
      'image-too-large',
      `Rendering the ${format} image of ${size} decodes ${decoded} of them (limit ${pixels}, maxSourcePixels).`,
    );
  }
  return header;
}

function rejectAbove(memoryBytes: number, bytes: number, action: string): void {
  if (bytes <= memoryBytes) return;
  const reason = `${action} takes about ${megabytes(bytes)} MB; the function has ${megabytes(memoryBytes)} MB for it.`;
  throw new Rejection('image-too-large', `${reason} Raise memoryMegabytes to render such images.`);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
