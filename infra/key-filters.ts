import * as z from 'zod';
import { text } from './aws-values.ts';

/** Characters that S3 calls safe: the rest would have to be percent-encoded in a notification's filter. */
const keyPart = text(/^[A-Za-z0-9/_.!'()-]{0,1024}$/, "at most 1024 letters, digits or characters of /_.!'()-");

/** The keys that begin with the prefix and end with the suffix; the letters' case counts. */
const KeyFilter = z.strictObject(
  { prefix: keyPart.default(''), suffix: keyPart.default('') },
  { error: 'expected a filter, such as { prefix: "photos/", suffix: ".jpg" }' },
);
export type KeyFilter = z.output<typeof KeyFilter>;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html */
const mostFilters = 100;

const expected = `expected 1 to ${mostFilters} filters, such as [{ prefix: "photos/", suffix: ".jpg" }]`;

/** Says of each filter that overlaps an earlier one which that is: S3 refuses two notifications that one key would match. */
const noneOverlaps = z.superRefine<KeyFilter[]>((filters, context) => {
  for (const [index, filter] of filters.entries()) {
    const other = filters.slice(0, index).findIndex((earlier) => overlap(earlier, filter));
    if (other < 0) continue;
    const because = `S3 refuses keyFilters[${index}] beside keyFilters[${other}], ${JSON.stringify(filters[other])}`;
    const message = `expected filters of which no key matches two: ${because}; drop one, or make them differ`;
    context.addIssue({ code: 'custom', path: [index], input: filter, message });
  }
});

function overlap(one: KeyFilter, other: KeyFilter): boolean {
  const prefixes = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
  const suffixes = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
  return prefixes && suffixes;
}

/** Which keys of a bucket are meant: those that any of the filters matches. */
export const KeyFilters = z
  .array(KeyFilter, { error: expected })
  .min(1, { error: expected })
  .max(mostFilters, { error: expected })
  .check(noneOverlaps);
