import type { KeyFilter } from '../settings/key-filters.ts';

/** The default quota of characters: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const maxPatternCharacters = 2048;

export interface UploadEventPatternProps {
  bucket: string;
  /** Only keys that match one of them are selected. */
  keyFilters: readonly KeyFilter[];
  /** Whether deleted and expired objects are selected too. */
  mirrorDeletes: boolean;
}

/**
 * Returns the event pattern that selects S3's events of a bucket, as JSON. Expired objects have the type of deleted ones.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
 */
export function uploadEventPattern({ bucket, keyFilters, mirrorDeletes }: UploadEventPatternProps): string {
  const keys = keyFilters.flatMap(matchersOf);
  const isEveryKey = keyFilters.some(({ prefix, suffix }) => prefix === '' && suffix === '');
  return JSON.stringify({
    source: ['aws.s3'],
    'detail-type': ['Object Created', ...(mirrorDeletes ? ['Object Deleted'] : [])],
    detail: { bucket: { name: [bucket] }, ...(isEveryKey ? {} : { object: { key: keys } }) },
  });
}

type Matcher = string | { prefix: string } | { suffix: string } | { wildcard: string };

/** A wildcard does not match a key in which prefix and suffix overlap, as S3's own filters do: each such key is added. */
function matchersOf({ prefix, suffix }: KeyFilter): Matcher[] {
  if (suffix === '') return [{ prefix }];
  if (prefix === '') return [{ suffix }];
  return [{ wildcard: `${prefix}*${suffix}` }, ...overlapping(prefix, suffix)];
}

function overlapping(prefix: string, suffix: string): string[] {
  const lengths = Array.from({ length: Math.min(prefix.length, suffix.length) }, (_, index) => index + 1);
  return lengths
    .filter((length) => prefix.endsWith(suffix.slice(0, length)))
    .map((length) => prefix + suffix.slice(length));
}
