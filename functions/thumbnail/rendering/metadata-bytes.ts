import type { SourceFormat } from './formats.ts';
import { isScan, jpegSegments } from './jpeg-segments.ts';
import { untilEnd } from './until-end.ts';
import { webpChunks } from './webp-chunks.ts';

/**
 * Bytes of an image that decoders copy, whatever it shows: EXIF, XMP, colour profiles. Of an AVIF, in which they may be anywhere, that
 * is all of it; of the other formats `normalize` leaves next to none.
 */
export function metadataBytes(image: Uint8Array, format: SourceFormat): number {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  if (format === 'avif') return bytes.length;
  if (format === 'jpeg') return Math.min(sumOf(jpegMetadata(bytes)), bytes.length);
  // A chunk may say that it is longer than the file.
  if (format === 'webp') return Math.min(sumOf(webpMetadata(bytes)), bytes.length);
  return 0;
}

function* jpegMetadata(jpeg: Buffer): Iterable<number> {
  for (const segment of jpegSegments(jpeg)) {
    if (isScan(segment)) return;
    const isOfApplication = segment.marker >= 0xe0 && segment.marker <= 0xef;
    if (isOfApplication) yield segment.end - segment.start;
  }
}

function* webpMetadata(webp: Buffer): Iterable<number> {
  for (const { name, bytes } of webpChunks(webp)) if (/^(?:EXIF|ICCP|XMP )$/.test(name)) yield bytes;
}

function sumOf(parts: Iterable<number>): number {
  let sum = 0;
  for (const bytes of untilEnd(parts)) sum += bytes;
  return sum;
}
