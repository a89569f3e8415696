import { StoredThumbnail } from './contract/outcome.ts';
import { rejectionCodes } from './contract/outcome-codes.ts';
import { Placeholder } from './placeholder.ts';
import * as z from './zod.ts';

const made = {
  /** The ETag of the source object, without quotes: a page tells its own upload from an earlier one by it. */
  sourceEtag: z.string(),
  /** The hash of the settings, as in the thumbnails' metadata. */
  settings: z.string(),
};

/**
 * The result of one source object, for web pages: whether there are thumbnails, or never will be. It has no reason in words, since
 * that could tell strangers how the function works.
 */
export const Result = z.discriminatedUnion('result', [
  z.strictObject({
    result: z.literal('created'),
    ...made,
    /** Pixels of the source, as it is displayed. */
    width: z.int(),
    /** Pixels of the source, as it is displayed. */
    height: z.int(),
    /** Where the setting `placeholder` is on. */
    placeholder: z.optional(Placeholder),
    thumbnails: z.array(
      z.extend(z.omit(StoredThumbnail, { format: true }), {
        variant: z.string(),
        /** Such as `image/webp`. */
        type: z.string(),
      }),
    ),
  }),
  z.strictObject({ result: z.literal('rejected'), ...made, code: z.enum(rejectionCodes) }),
]);
export type Result = z.infer<typeof Result>;
