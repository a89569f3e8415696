import type { Variant } from '../contract/variant.ts';
import type { Decoder } from './decoders/decoder.ts';
import type { Format } from './formats/format.ts';
import type { RenderLimits, SourceFormat } from './types.ts';

/** The request to draw thumbnails of an image whose format is known. */
export interface RenderJob {
  decoder: Decoder;
  described: Format;
  format: SourceFormat;
  variants: readonly Variant[];
  limits: RenderLimits;
  wantsPlaceholder: boolean;
}
