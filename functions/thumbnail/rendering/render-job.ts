import type { Variant } from '../contract.ts';
import type { Decoder } from './decoders/decoder.ts';
import type { Format } from './formats/format.ts';
import type { RenderLimits, SourceFormat } from './types.ts';

/** What is made of an image of a known format, and how. */
export interface RenderJob {
  decoder: Decoder;
  described: Format;
  format: SourceFormat;
  variants: readonly Variant[];
  limits: RenderLimits;
  wantsPlaceholder: boolean;
}
