import * as z from 'zod';
import type { Variant } from '../contract.ts';
import type { RenderLimits } from './render.ts';

/** What the process that renders apart is sent. */
export interface RenderRequest {
  image: Uint8Array;
  variants: readonly Variant[];
  limits: RenderLimits;
}

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** What it answers. It has worked on bytes of a stranger, so what it says is looked at as closely as they would be. */
export const RenderReply = z.union([
  z.strictObject({
    /** In the order of the variants. */
    thumbnails: z.array(z.strictObject({ data: bytes, width: z.int(), height: z.int() })),
  }),
  z.strictObject({
    rejection: z.strictObject({
      code: z.enum(['corrupt-image', 'image-too-complex', 'image-too-large', 'unsupported-format']),
      message: z.string(),
    }),
  }),
  z.strictObject({ failure: z.string() }),
]);
export type RenderReply = z.infer<typeof RenderReply>;
