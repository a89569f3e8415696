import * as z from 'zod';
import { text } from './aws-values.ts';

/** The characters that S3 calls safe: any other would have to be percent-encoded in a notification's filter. */
const keyPart = text(/^[A-Za-z0-9/_.!'()-]{0,1024}$/, "at most 1024 letters, digits or characters of /_.!'()-");

/** Matches keys that begin with the prefix and end with the suffix, case-sensitively. */
const KeyFilter = z.strictObject(
  { prefix: keyPart.default(''), suffix: keyPart.default('') },
  { error: 'expected a filter, such as { prefix: "photos/", suffix: ".jpg" }' },
);
export type KeyFilter = z.output<typeof KeyFilter>;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html */
const maxFilters = 100;

const expected = `expected 1 to ${maxFilters} filters, such as [{ prefix: "photos/", suffix: ".jpg" }]`;

/** Names, for each filter that overlaps an earlier one, that other filter: S3 refuses two notifications that match one key. */
const noneOverlaps = z.superRefine<KeyFilter[]>((filters, context) => {
  for (const [index, filter] of filters.entries()) {
    const other = filters.slice(0, index).findIndex((earlier) => overlap(earlier, filter));
    if (other < 0) continue;
    const because = `a key can match both keyFilters[${index}] and keyFilters[${other}], ${JSON.stringify(filters[other])}, which S3 refuses`;
    const message = `expected filters that do not overlap: ${because}; remove one, or make them differ`;
    context.addIssue({ code: 'custom', path: [index], input: filter, message });
  }
});

function overlap(one: KeyFilter, other: KeyFilter): boolean {
  const prefixes = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
  const suffixes = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
  return prefixes && suffixes;
}

/** Selects the keys of a bucket that match any of the filters. */
export const KeyFilters = z
  .array(KeyFilter, { error: expected })
  .min(1, { error: expected })
  .max(maxFilters, { error: expected })
  .check(noneOverlaps);
