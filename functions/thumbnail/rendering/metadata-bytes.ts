import type { SourceFormat } from './formats.ts';
import { isScan, jpegSegments } from './jpeg-segments.ts';
import { untilEnd } from './until-end.ts';
import { webpChunks } from './webp-chunks.ts';

const walkers: Partial<Record<SourceFormat, (image: Buffer) => Iterable<number>>> = {
  jpeg: jpegMetadata,
  webp: webpMetadata,
};

/**
 * Bytes of an image that decoders copy, whatever it shows: EXIF, XMP, colour profiles. Of an AVIF, in which they may be anywhere, that
 * is all of it; of the other formats `normalize` leaves next to none.
 */
export function metadataBytes(image: Buffer, format: SourceFormat): number {
  if (format === 'avif') return image.length;
  let sum = 0;
  for (const bytes of untilEnd(walkers[format]?.(image) ?? [])) sum += bytes;
  // A part may say that it is longer than the file.
  return Math.min(sum, image.length);
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
