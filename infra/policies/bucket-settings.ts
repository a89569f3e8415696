import type { Emitted } from './emitted.ts';

/**
 * What the resource of a type says of a bucket. Nothing where there are several for one bucket, of which the last to be applied
 * holds; nor where Terraform counts how many to make, which may be none.
 */
export function bucketSettings(bucket: Emitted, type: string, all: readonly Emitted[]): Record<string, unknown> {
  const references = ['id', 'bucket'].map((attribute) => `\${${bucket.address}.${attribute}}`);
  const [only, ...others] = all.filter(
    (block) => block.type === type && references.includes(String(block.values['bucket'])),
  );
  if (only === undefined || others.length > 0 || 'count' in only.values || 'for_each' in only.values) return {};
  return only.values;
}
