import type { FailureCode, RejectionCode } from '../../../errors.ts';
import type { MagickLoader } from '../../formats/format.ts';
import type { RenderLimits, Size } from '../../types.ts';

/** The message to the thread that decodes one image. */
export interface DecodeRequest {
  /** ImageMagick, compiled once for all threads. */
  program: WebAssembly.Module;
  image: Uint8Array;
  coder: string;
  /** The size that the coder must be told, if it needs one. */
  readSize?: Size | undefined;
  /** Whether the colours are those of CMYK, although ImageMagick takes them for RGB with alpha. */
  isCmyk?: boolean | undefined;
  allowed: MagickLoader['allowed'];
  maxImages?: MagickLoader['maxImages'];
  limits: Pick<RenderLimits, 'memoryBytes' | 'pixels'>;
  /** The EXIF orientation of the decoded picture. */
  orientation: number;
}

/** The answer of the thread: a TIFF of the pixels, or why there is none. */
export type DecodeReply =
  | { tiff: Uint8Array }
  | { rejection: Reason<RejectionCode> }
  | { failure: Reason<FailureCode> };

interface Reason<Code> {
  code: Code;
  reason: string;
}
