import type { RejectionCode } from '../../errors.ts';
import type { ColourSpace } from '../colour/colour-space.ts';
import type { Credit } from '../credit/credit.ts';
import type { Header, Size, Strictness, Turn } from '../types.ts';

/** Everything that is known about one source format. */
export interface Format {
  /**
   * Whether a file is in this format. Its Content-Type never counts.
   *
   * @param beginning its first bytes as Latin-1 text
   * @param ending of its name, which counts only for a format without a signature
   */
  matches(beginning: string, ending: string): boolean;
  /** The name of the libvips loader, or how ImageMagick reads the format. */
  loader: string | MagickLoader;
  /** Whether it is rendered in a process of its own, because nothing in the file limits its cost. */
  isIsolated: boolean;
  /** How many parts an image may have, if more parts make opening a file slower. */
  partLimit: PartLimit | undefined;
  memory: EstimatedMemory | UnknownMemory;
  /** Reads the credit, if `inspect` removes it, or the decoder does not return it. */
  readCredit?(image: Buffer): Credit;
  /** Normalizes an image in place, and collects the facts that the limits need, in one walk through its header. */
  inspect(image: Buffer): Inspection;
  /**
   * Repairs a mistake that the decoder rejects but viewers tolerate, given the complaint of the decoder. Returns undefined when the
   * image has no such mistake, or is damaged.
   *
   * @throws {RangeError} when the data is truncated
   */
  repair?(image: Buffer, complaint: string): Buffer | undefined;
}

/** Another form of an image, which the decoder reads correctly. */
export interface Rewriting {
  /** The header of the other form. It is unset if the decoder reads the same header from the original. */
  header?: Header;
  /** Bytes of memory that rewriting takes, in addition to the file. */
  bytes: number;
  /**
   * Returns the other form.
   *
   * @throws {Rejection} when data is missing
   */
  image(): Buffer;
  /** How its samples are arranged, if the other form is nothing but samples. */
  samples?: SampleOptions;
}

/** How bare samples are arranged: as bytes, pixel by pixel, of grey or of sRGB. */
export interface SampleOptions {
  raw: Size & { channels: 1 | 3 };
}

/** How ImageMagick reads a format. */
export interface MagickLoader {
  /** The coder that reads the image. */
  coder: string | ((image: Buffer) => string);
  /** Returns the size that the coder must be told, if it needs one. */
  readSize?(image: Buffer): Size;
  /** Whether the colours are those of CMYK, although ImageMagick takes them for RGB with alpha. */
  isCmyk?(image: Buffer): boolean;
  /** All code of ImageMagick that may run. The names of modules and of coders differ. */
  allowed: { modules: readonly string[]; coders: readonly string[] };
  /** Max images in a file, if the default is too low. */
  maxImages?: number;
  /**
   * Reads the header, so that the limits are checked before ImageMagick is loaded.
   *
   * @throws {Rejection} when the image cannot be decoded as a whole
   * @throws {RangeError} when the data is truncated
   */
  readHeader(image: Buffer): MagickHeader;
  /**
   * Rejects a picture whose pixels show that its data is damaged, if ImageMagick does not report that.
   *
   * @throws {Rejection} when a part is missing
   */
  rejectUndecoded?(image: Buffer, decoded: DecodedPixels): void;
}

/** Decoded bytes, before any conversion of colours. */
export interface DecodedPixels extends Size {
  channels: number;
  pixels: Buffer;
}

/** The size of the picture that ImageMagick decodes, and its EXIF orientation, which is upright by default. */
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
  /** Returns the min bytes that rendering takes, in addition to the file. */
  minBytes(image: Uint8Array): number;
}

export interface Inspection {
  /**
   * The image that the decoder reads. Parts that no thumbnail shows are removed, and so are mistakes that would force the decoder to
   * be lenient. It shares the memory of the original.
   */
  image: Buffer;
  /** The image with all its frames, if there are several. */
  animation?: Buffer | undefined;
  /** Converts the first frames to an animation that the decoder reads, if it reads only one frame of the original. */
  composeAnimation?: ((maxFrames: number) => Promise<ComposedAnimation>) | undefined;
  /** How many parts were found, up to one more than the limit; 0 by default. */
  partCount?: number;
  /** Bytes of metadata that decoders copy, such as EXIF, XMP and colour profiles; 0 by default. */
  metadataBytes?: number;
  /** The header, if the decoder need not be asked for it. */
  header?: Header | undefined;
  strictness: Strictness;
  /** The colour space that the picture is converted from after scaling; undefined when it is sRGB, or the decoder converts it. */
  colour?: ColourSpace | undefined;
  /** Whether the colours of the decoded picture are premultiplied by alpha. */
  isPremultiplied?: boolean;
  /** How to rewrite the image, if the decoder would misread it. Rewriting waits until the limits allow its cost. */
  rewriting?: Rewriting | undefined;
  /** Returns the image to decode, if its preparation takes more than one walk through the file. */
  finish?: (() => Promise<Buffer>) | undefined;
  /** Returns an image that decodes to the same pixels at an eighth of its size. */
  atEighth?: (() => Buffer) | undefined;
  /** How an image of shapes and text is read. */
  vector?: VectorOptions;
  /** The turn that makes the decoded picture upright, if that is not its EXIF orientation. */
  turn?: Turn | undefined;
}

/** The dots of an inch that leave a vector image at its size in pixels. */
export const pixelDensity = 72;

export interface VectorOptions {
  /** Whether the decoder's own limits are off. The watchdog of its process then limits the cost. */
  unlimited: boolean;
  /** The dots of an inch. */
  density: number;
}

export interface ComposedAnimation {
  animation: Buffer;
  frameCount: number;
}

/** Returns the bytes of one decoded pixel, for decoders that keep the stored samples. */
export function storedPixelBytes({ channels, bytesPerSample }: Header): number {
  return channels * bytesPerSample;
}
