import type { SourceFormat } from '../contract/source-formats.ts';
import type { ThumbnailFormat, Variant } from '../contract/variant.ts';
import type { Placeholder } from '../placeholder.ts';

/** `formats/index.ts` describes each; the compiler says what a new one lacks. */
export type { SourceFormat };

/** An image, with the facts about it that its bytes do not say. */
export interface Source {
  /** The key. Its ending identifies the format if the bytes do not. */
  key: string;
  /** The formats that may be read. */
  formats: readonly SourceFormat[];
  wantsPlaceholder?: boolean;
}

/** A variant whose choices are all made: see `sourceVariant`. */
export type SourceVariant = Omit<Variant, 'format'> & {
  format: ThumbnailFormat;
  /** Whether the source has colour at its full resolution, which most JPEGs do not. */
  hasFullColour: boolean;
};

/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** An encoded thumbnail. */
export interface Drawn extends Size {
  data: Uint8Array;
}

export interface Thumbnail extends Drawn {
  variant: Variant;
  format: ThumbnailFormat;
  contentType: string;
}

/** An image, rendered. */
export interface Rendered {
  /** Pixels of the image, as it is displayed. */
  width: number;
  /** Pixels of the image, as it is displayed. */
  height: number;
  /** In the order of the variants. */
  thumbnails: Thumbnail[];
  placeholder?: Placeholder | undefined;
}

/** The cost that one image is allowed. An image that would cost more is rejected, by its header where that is possible. */
export interface RenderLimits {
  /** Bytes, including those of the file itself. */
  memoryBytes: number;
  /** Pixels that are decoded. */
  pixels: number;
  /** Milliseconds of CPU time, for all variants together: an image that takes more is rejected. */
  cpuMs: number;
  /** Milliseconds after which rendering fails. They pass sooner on a slow machine, so they say nothing about the image. */
  wallMs: number;
}

/** The facts that an image states before any of its pixels is decoded. */
export interface Header {
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  channels: number;
  bytesPerSample: number;
  /** Whether a JPEG is progressive, or a PNG interlaced. */
  isProgressive: boolean;
  /** How a JPEG stores colour, such as `4:2:0`. */
  chroma: string | undefined;
  /** Whether it is RGB or grey of 16 bits with an embedded colour profile. */
  hasProfileOf16Bits: boolean;
  /** Whether it has a colour profile that may be kept, since sRGB lacks its colours. */
  hasWideProfile?: boolean;
  /** The EXIF orientation: 1 is upright; from 5 on, rows are shown as columns. */
  orientation: number;
}

/** The turn that makes a decoded picture upright: a clockwise rotation, then a vertical and a horizontal reflection. */
export interface Turn {
  degrees: number;
  isFlipped: boolean;
  isFlopped: boolean;
}

/**
 * The lowest level of a decoder's complaints that makes an image corrupt.
 * https://sharp.pixelplumbing.com/api-constructor/ (`failOn`)
 */
export type Strictness = 'warning' | 'error';
