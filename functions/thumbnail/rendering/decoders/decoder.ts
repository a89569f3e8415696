import type { Sharp } from 'sharp';
import type { Failure, Rejection } from '../../errors.ts';
import type { Header, SourceFormat, Strictness } from '../types.ts';

/** A library that decodes images. Scaling, colour and encoding are sharp's, whichever decoder is used. */
export interface Decoder {
  /** @throws whatever `asOutcome` knows, when the header cannot be read */
  readHeader(image: Buffer): Promise<Header>;
  /**
   * The first frame, as a pipeline. Decoding may begin, and fail, only when the pipeline is run.
   *
   * @throws whatever `asOutcome` knows, when the image cannot be decoded
   */
  decode(image: Buffer, strictness: Strictness): Promise<Sharp>;
  /** The outcome that an error of this decoder stands for; undefined for any other error, such as a mistake of ours. */
  asOutcome(error: unknown, format: SourceFormat): Rejection | Failure | undefined;
}
