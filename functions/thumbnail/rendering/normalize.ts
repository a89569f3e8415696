import type { SourceFormat } from './formats.ts';
import { repairJpegHeader } from './mend-jpeg.ts';
import { trimPng } from './trim-png.ts';
import { trimTiff } from './trim-tiff.ts';

/**
 * An image as decoders are given it: without what does not show in a thumbnail but can cost more than all else, since they read it all
 * the same, such as texts, later pages and an editor's layers; and without slips that would have them be lenient. Uses the same
 * bytes, which are another image after that. What breaks off or makes no sense is left to the decoder to complain of.
 */
export function normalize(image: Uint8Array, format: SourceFormat): Buffer {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  try {
    if (format === 'jpeg') repairJpegHeader(bytes);
    // libvips looks at the first brand alone, which of a sequence is another, though its still is an AVIF like all others.
    if (format === 'avif') bytes.write('avif', 8, 'latin1');
    if (format === 'tiff') trimTiff(bytes);
    return format === 'png' ? trimPng(bytes) : bytes;
  } catch (error) {
    // Read, or written, beyond the end.
    if (!(error instanceof RangeError)) throw error;
    return bytes;
  }
}
