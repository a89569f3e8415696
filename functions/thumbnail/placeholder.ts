import * as z from './zod.ts';

/** A page shows it in place of a thumbnail that is not there yet. */
export const Placeholder = z.strictObject({
  /** Base64 of a picture of about 25 bytes: https://evanw.github.io/thumbhash/ */
  thumbHash: z.string(),
  /** The colour that covers most of the image, such as `#a1c4e9`. */
  colour: z.string(),
  /** Pixels of the source, as it is displayed. */
  width: z.int(),
  /** Pixels of the source, as it is displayed. */
  height: z.int(),
});
export type Placeholder = z.infer<typeof Placeholder>;
