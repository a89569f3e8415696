import * as z from 'zod';
import { StoredThumbnail } from '../../functions/thumbnail/contract/outcome.ts';

const common = {
  key: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
};
const request = { ...common, requestId: z.string() };

/** Something that happened to one key of the source bucket. The console keeps these, and shows them as the key's timeline. */
export const KeyEvent = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('uploaded'), bytes: z.int(), etag: z.string() }),
  z.strictObject({ ...common, type: z.literal('deleted') }),
  /** The function was notified. */
  z.strictObject({ ...request, type: z.literal('queued') }),
  z.strictObject({ ...request, type: z.literal('attempt'), attempt: z.int() }),
  /** The function is done, and reported this. What else an outcome has is of no interest here. */
  z.object({
    ...request,
    type: z.literal('outcome'),
    result: z.enum(['created', 'removed', 'skipped', 'rejected', 'failed']),
    ms: z.number(),
    code: z.string().optional(),
    reason: z.string().optional(),
    thumbnails: z.array(StoredThumbnail).optional(),
  }),
]);
export type KeyEvent = z.infer<typeof KeyEvent>;
