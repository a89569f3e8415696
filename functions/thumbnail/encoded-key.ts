import { decodeKey } from './decode-key.ts';
import * as z from './zod.ts';

/** The schema of a key in an event, which it decodes. */
export const EncodedKey = z.pipe(
  z.string().check(z.minLength(1)),
  z.transform((encoded, context) => {
    try {
      return decodeKey(encoded);
    } catch {
      context.issues.push({ code: 'custom', message: 'expected a URL-encoded key', input: encoded });
      return z.NEVER;
    }
  }),
);
