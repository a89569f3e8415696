import type { Sharp } from 'sharp';
import type { Failure, Rejection } from '../../errors.ts';
import type { SampleOptions, VectorOptions } from '../formats/format.ts';
import type { Header, SourceFormat, Strictness } from '../types.ts';

/** A library that decodes images. Scaling, colour and encoding are sharp's, whichever decoder is used. */
export interface Decoder {
  /** @throws {Error} when the header cannot be read: see `asOutcome` */
  readHeader(image: Buffer, vector?: VectorOptions): Promise<Header>;
  /** Returns the metadata that may have a credit, if the decoder finds any. */
  readMetadata?(image: Buffer): Promise<Partial<Record<'exif' | 'iptc' | 'xmp', Buffer | undefined>>>;
  /**
   * Returns the first frame, as a pipeline. Decoding may begin, and fail, only when the pipeline is run.
   *
   * @param form of an image of shapes and text, or of bare samples
   * @throws {Error} when the image cannot be decoded: see `asOutcome`
   */
  decode(image: Buffer, strictness: Strictness, header: Header, form?: VectorOptions | SampleOptions): Promise<Sharp>;
  /** Frees the decoded pixels. Call it when all thumbnails are drawn: the picture cannot be read afterwards. */
  release?(): void;
  /** Returns `count` frames of an animation, stacked vertically, if the decoder reads animations. */
  decodeFrames?(animation: Buffer, first: number, count: number): Sharp;
  /** Returns the outcome that an error of this decoder stands for; undefined for any other error, such as a bug. */
  asOutcome(error: unknown, format: SourceFormat): Rejection | Failure | undefined;
}
