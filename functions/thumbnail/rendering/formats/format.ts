import type { RejectionCode } from '../../errors.ts';
import type { ColourSpace } from '../colour/colour-space.ts';
import type { Credit } from '../credit/credit.ts';
import type { Header, Size, Strictness, Turn } from '../types.ts';

/** Everything that is known about one source format. */
export interface Format {
  /**
   * Whether a file is in this format, by its first bytes as Latin-1 text. The ending of its name counts only where a format has no
   * signature; its Content-Type never does.
   */
  matches(beginning: string, ending: string): boolean;
  /** The loader that reads it: libvips' of this name, or ImageMagick. */
  loader: string | MagickLoader;
  /** Whether it is rendered in a process of its own, because nothing in the file limits its cost. */
  isIsolated: boolean;
  /** How many parts an image may have, where opening a file takes longer the more parts it has. */
  partLimit: PartLimit | undefined;
  memory: EstimatedMemory | UnknownMemory;
  /** Reads who made an image, where `inspect` removes that. */
  readCredit?(image: Buffer): Credit;
  /** Normalizes an image, overwriting it, and collects what the limits need, in one walk through its header. */
  inspect(image: Buffer): Inspection;
  /**
   * Repairs a mistake that only the decoder sees, and that every viewer tolerates, by the decoder's complaint. Returns undefined
   * when it is none, or damage.
   */
  repair?(image: Buffer, complaint: string): Buffer | undefined;
}

export interface Rewriting {
  /** Unset where the image itself says it, to its decoder. */
  header?: Header;
  /** Bytes that it takes, beside the file. */
  bytes: number;
  /** @throws {Rejection} when data is missing */
  image(): Buffer;
}

/** How ImageMagick reads a format. */
export interface MagickLoader {
  /** The coder that is given the image. */
  coder: string | ((image: Buffer) => string);
  /** The size that the coder is told, where it needs one. */
  readSize?(image: Buffer): Size;
  /** Everything of ImageMagick that may run, by ImageMagick's names, which differ between the two. */
  allowed: { modules: readonly string[]; coders: readonly string[] };
  /** The number of images that a file may have, where it is to be more than usual. */
  maxImages?: number;
  /**
   * Reads the header, so that the limits are checked before ImageMagick is loaded.
   *
   * @throws {Rejection} when the image cannot be decoded as a whole
   * @throws {RangeError} when the data is truncated
   */
  readHeader(image: Buffer): MagickHeader;
}

/** The size of the picture as ImageMagick gives it, and how it is then turned; most are upright. */
export type MagickHeader = Pick<Header, 'width' | 'height'> & Partial<Pick<Header, 'orientation'>>;

export interface PartLimit {
  max: number;
  /** The format's word for its parts, such as `frames`. */
  parts: string;
  code: RejectionCode;
}

/** The memory that decoding takes follows from the header. */
export interface EstimatedMemory {
  kind: 'estimated';
  /** Bytes that are decoded before the first row is available. */
  wholeImageBytes(header: Header): number;
  /** Bytes of one decoded pixel. */
  pixelBytes(header: Header): number;
  /** Whether the decoder can halve the image up to three times while it loads it. */
  shrinksOnLoad: boolean;
}

/** The full cost is unknown until the image is rendered. */
export interface UnknownMemory {
  kind: 'unknown';
  /** Bytes that rendering takes at least, beside the file. */
  minBytes(image: Uint8Array): number;
}

export interface Inspection {
  /**
   * The image that the decoder is given: without parts that no thumbnail shows but decoders read, and without mistakes
   * that would force the decoder to be lenient. It shares the memory of the original.
   */
  image: Buffer;
  /** The image with all its frames, where it has several. */
  animation?: Buffer | undefined;
  /** Writes the first frames as an animation that the decoder reads, where it reads only the first of the image's own. */
  composeAnimation?: ((maxFrames: number) => Promise<ComposedAnimation>) | undefined;
  /** How many parts were found, up to one more than the limit. */
  partCount: number;
  /** Bytes that decoders copy although they do not show, such as EXIF, XMP and colour profiles. */
  metadataBytes: number;
  strictness: Strictness;
  /** The colour space that the picture is converted from after scaling; undefined when it is sRGB, or the decoder converts it. */
  colour?: ColourSpace | undefined;
  /** Whether the colours of the decoded picture have been multiplied with its transparency. */
  isPremultiplied?: boolean;
  /** Another form of the image, made once its cost is known to be allowed: the decoder would show wrong colours. */
  rewriting?: Rewriting | undefined;
  /** Returns the image that is decoded, where preparing it takes more than a walk through it. */
  finish?: (() => Promise<Buffer>) | undefined;
  /** Returns an image that decodes to the same pixels at an eighth of its size. */
  atEighth?: (() => Buffer) | undefined;
  /** Whether the decoder's own limits do not apply, because the process that it runs in is watched. */
  isUnlimited?: boolean;
  /** The turn that is missing once the image is decoded, where that is not said by EXIF. */
  turn?: Turn | undefined;
}

export interface ComposedAnimation {
  animation: Buffer;
  frameCount: number;
}

/** Bytes of one decoded pixel, where it is decoded as it is stored. */
export function storedPixelBytes({ channels, bytesPerSample }: Header): number {
  return channels * bytesPerSample;
}
