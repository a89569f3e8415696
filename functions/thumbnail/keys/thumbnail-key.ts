import type { Variant } from '../contract.ts';

/** Returns the key of a variant's thumbnail, which follows from the source key alone, and is no other object's. */
export function thumbnailKey(sourceKey: string, { name, format }: Pick<Variant, 'name' | 'format'>): string {
  return `${name}/${sourceKey}.${format}`;
}
