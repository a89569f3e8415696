import type { Variant } from '../contract.ts';

/**
 * Returns the key of a variant's thumbnail, which follows from the source key alone, and is no other object's. The format of the
 * source is known only from its content, so it is not in the key.
 */
export function thumbnailKey(sourceKey: string, { name, format }: Pick<Variant, 'name' | 'format'>): string {
  return format === 'source' ? `${name}/${sourceKey}` : `${name}/${sourceKey}.${format}`;
}
