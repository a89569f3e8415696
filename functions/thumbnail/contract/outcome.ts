import { Placeholder } from '../placeholder.ts';
import * as z from '../zod.ts';
import { failureCodes, rejectionCodes } from './outcome-codes.ts';
import { thumbnailFormats } from './variant.ts';

export const StoredThumbnail = z.strictObject({
  key: z.string(),
  /** Pixels. */
  width: z.int(),
  /** Pixels. */
  height: z.int(),
  format: z.enum(thumbnailFormats),
  bytes: z.int(),
});
export type StoredThumbnail = z.infer<typeof StoredThumbnail>;

const record = {
  bucket: z.string(),
  key: z.string(),
  /** Milliseconds from reading the record to its outcome. */
  ms: z.number(),
};

/** The outcome of one record of an event. The function returns it, and logs it as one line of JSON. */
export const Outcome = z.discriminatedUnion('result', [
  z.strictObject({
    ...record,
    result: z.literal('created'),
    thumbnails: z.array(StoredThumbnail),
    placeholder: z.optional(Placeholder),
  }),
  z.strictObject({ ...record, result: z.literal('removed') }),
  z.strictObject({ ...record, result: z.literal('skipped'), reason: z.string() }),
  z.strictObject({ ...record, result: z.literal('rejected'), code: z.enum(rejectionCodes), reason: z.string() }),
  z.strictObject({ ...record, result: z.literal('failed'), code: z.enum(failureCodes), reason: z.string() }),
]);
export type Outcome = z.infer<typeof Outcome>;
