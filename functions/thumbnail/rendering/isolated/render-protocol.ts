import { failureCodes, rejectionCodes } from '../../contract/outcome-codes.ts';
import type { Variant } from '../../contract/variant.ts';
import { Placeholder } from '../../placeholder.ts';
import * as z from '../../zod.ts';
import type { RenderLimits, SourceFormat } from '../types.ts';

/** The message to the isolated process, sent once it has said that it is ready, with any message. */
export interface RenderRequest {
  image: Uint8Array;
  format: SourceFormat;
  variants: readonly Variant[];
  limits: RenderLimits;
  wantsPlaceholder: boolean;
}

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** The answer of the isolated process. It has decoded untrusted bytes, so its answer is validated like them. */
export const RenderReply = z.union([
  z.strictObject({
    width: z.int(),
    height: z.int(),
    /** In the order of the variants. */
    thumbnails: z.array(z.strictObject({ data: bytes, width: z.int(), height: z.int() })),
    placeholder: z.optional(Placeholder),
  }),
  z.strictObject({ rejection: z.strictObject({ code: z.enum(rejectionCodes), message: z.string() }) }),
  z.strictObject({ failure: z.strictObject({ code: z.enum(failureCodes), message: z.string() }) }),
]);
export type RenderReply = z.infer<typeof RenderReply>;
