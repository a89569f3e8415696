import * as z from 'zod';
import { integerBetween, text } from './aws-values.ts';

/** At most a minute in 15 can be lost to a run that waits in vain: see `maxProbeSeconds`. */
const everyMinutes = integerBetween(5, 60, 'minutes');

/** The characters of key filters, which need no quoting in the pattern of a log filter or in a policy either. */
const prefix = text(/^[A-Za-z0-9/_.!'()-]{1,399}\/$/, 'a prefix that ends with "/", such as "thumbnail-probe/"');

const expected = 'expected { everyMinutes: 15 }, or "configuration" to read the notifications alone';

/** How an environment finds out that no event reaches the function. */
export const ProbeSettings = z.union(
  [
    z.literal('configuration'),
    z.strictObject({
      everyMinutes,
      /** The beginning of the keys of its images. Nothing else may be uploaded there. */
      prefix: prefix.default('thumbnail-probe/'),
    }),
  ],
  { error: expected },
);
