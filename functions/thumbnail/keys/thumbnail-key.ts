import type { Variant } from '../contract/variant.ts';
import { fillTemplate } from './fill-template.ts';
import { templateOfVariant } from './template-of-variant.ts';

/** Returns the key of a variant's thumbnail of a source key, by the template of the settings. */
export function thumbnailKey(sourceKey: string, variant: Variant, thumbnailKeys: string): string {
  return fillTemplate(templateOfVariant(variant, thumbnailKeys), sourceKey);
}
