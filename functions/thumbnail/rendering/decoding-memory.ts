import type { Variant } from '../contract.ts';
import type { Header } from './header.ts';

/** How many rows libvips keeps at most of an image that it goes through row by row, in all its caches together. */
const rowsAtOnce = 1800;

/** How often a row is kept at most: of an image that has few rows, that is less. */
const copiesOfRow = 3;

/** Bytes that scaling and encoding take at the most, for a pixel of the thumbnail: buffers of the encoders are in it. */
const outputBytes: Record<Variant['format'], number> = { avif: 56, jpeg: 8, png: 12, webp: 12 };

/** The same, for turning. */
const turningBytes = 8;

/** Bytes that an SVG takes at the least, for a byte of its text: there are copies on the way to where it is drawn. */
const svgTextBytes = 10;

/** An AVIF is decoded in blocks with margins around: one of a single row takes as much as one of so many. */
const leastAvifSide = 128;

/**
 * Bytes that rendering takes at its peak, beside the file, by the image's header alone. All constants are measured: the table is in
 * docs/hardening.md, and a test renders each of its rows and compares. Of TIFFs the worst kind counts, in which each channel is
 * stored apart, since the header does not tell.
 */
export function decodingBytes(header: Header, variants: readonly Variant[]): number {
  return Math.max(
    ...variants.map((variant) => {
      const shrink = shrinkOnLoad(header, variant);
      const kept = Math.min(rowsAtOnce, copiesOfRow * (header.height / shrink));
      const rows = kept * (header.width / shrink) * pixelBytes(header);
      const perPixel = outputBytes[variant.format] + (header.orientation === 1 ? 0 : turningBytes);
      return wholeBytes(header) + rows + outputPixels(header, variant) * perPixel;
    }),
  );
}

/** The same of an SVG, at the least: what it takes in all is not to be told without drawing it. */
export function svgBytes(image: Uint8Array): number {
  return image.byteLength * svgTextBytes;
}

/** How many pixels are decoded, at the most for one variant. */
export function decodedPixels(header: Header, variants: readonly Variant[]): number {
  return Math.max(...variants.map((variant) => (header.width * header.height) / shrinkOnLoad(header, variant) ** 2));
}

/** Bytes of what is decoded as a whole before the first row is there: depends on the format, and on how it is stored. */
function wholeBytes({ format, width, height, channels, bytesPerSample, isProgressive, chroma }: Header): number {
  const pixels = width * height;
  const all = pixels * channels * bytesPerSample;
  switch (format) {
    case 'jpeg':
      return isProgressive ? pixels * coefficientBytes(channels, chroma) : 0;
    case 'png':
      return isProgressive ? all : 0;
    case 'tiff':
      return all;
    case 'gif':
    case 'webp':
      return pixels * 4;
    case 'avif':
      return Math.max(width, leastAvifSide) * Math.max(height, leastAvifSide) * (bytesPerSample === 1 ? 20 : 30);
    case 'svg':
      return 0;
  }
}

/** A progressive JPEG is kept as coefficients, of two bytes, until its last scan; colour at the resolution that it is stored in. */
function coefficientBytes(channels: number, chroma: string | undefined): number {
  if (channels === 3 && chroma === '4:2:0') return 3;
  if (channels === 3 && chroma === '4:2:2') return 4;
  return 2 * channels;
}

function pixelBytes({ format, channels, bytesPerSample }: Header): number {
  return (format === 'gif' ? 4 : channels) * bytesPerSample;
}

/** JPEG alone can be decoded at a half, a quarter or an eighth of its size, which sharp makes use of where that is enough. */
function shrinkOnLoad(header: Header, variant: Variant): number {
  if (header.format !== 'jpeg') return 1;
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
