import type { Emitted } from './emitted.ts';

/**
 * Returns the arguments of the one resource of a type that configures a bucket. Returns none if there are several, of which the
 * last to be applied wins, or if `count` or `for_each` decides how many there are, which may be none.
 */
export function bucketSettings(bucket: Emitted, type: string, all: readonly Emitted[]): Record<string, unknown> {
  const references = ['id', 'bucket'].map((attribute) => `\${${bucket.address}.${attribute}}`);
  const [only, ...others] = all.filter(
    (block) => block.type === type && references.includes(String(block.values['bucket'])),
  );
  if (only === undefined || others.length > 0 || 'count' in only.values || 'for_each' in only.values) return {};
  return only.values;
}
