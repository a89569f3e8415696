import { resultTemplate } from '../../../functions/thumbnail/keys/key-template.ts';
import { sourceKeyOf } from '../../../functions/thumbnail/keys/source-key-of.ts';
import { templateOfVariant } from '../../../functions/thumbnail/keys/template-of-variant.ts';
import type { Settings } from '../../../functions/thumbnail/settings.ts';

type KeySettings = Pick<Settings, 'variants' | 'thumbnailKeys' | 'retiredKeys'>;

/** Returns the templates of all keys in the processed bucket that the settings know, also those that are retired. */
export function keyTemplates({ variants, thumbnailKeys, retiredKeys }: KeySettings): string[] {
  return [...variants.map((variant) => templateOfVariant(variant, thumbnailKeys)), resultTemplate, ...retiredKeys];
}

/** Returns the source key that an object of the processed bucket is of; undefined when the settings know no such keys. */
export function sourceOf(key: string, settings: KeySettings): string | undefined {
  for (const template of keyTemplates(settings)) {
    const sourceKey = sourceKeyOf(template, key);
    if (sourceKey !== undefined) return sourceKey;
  }
  return undefined;
}

/** Returns prefixes of keys in the processed bucket that cover those of all source keys with a prefix. */
export function processedPrefixes(prefix: string, settings: KeySettings): string[] {
  if (prefix === '') return [''];
  const prefixes = keyTemplates(settings).map((template) => {
    const [fixed = ''] = template.split('{');
    if (template.startsWith(`${fixed}{key}`)) return `${fixed}${prefix}`;
    // The directory is all that the beginning of such a key has of its source key.
    const directory = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    return template.startsWith(`${fixed}{dir}/`) ? `${fixed}${directory}` : fixed;
  });
  // A list covers those that begin with its prefix.
  return [...new Set(prefixes)].filter((one) => !prefixes.some((other) => other !== one && one.startsWith(other)));
}
