import * as z from 'zod';
import { decodeKey } from './decode-key.ts';

/** The schema of a key in an event, which it decodes. */
export const EncodedKey = z
  .string()
  .min(1)
  .transform((encoded, context) => {
    try {
      return decodeKey(encoded);
    } catch {
      context.addIssue({ code: 'custom', message: 'expected a URL-encoded key', input: encoded });
      return z.NEVER;
    }
  });
