import { type Variant, variantsOf } from '../contract/variant.ts';
import type { Settings } from '../settings.ts';
import { fillTemplate } from './fill-template.ts';
import { resultTemplate } from './key-template.ts';
import { thumbnailKey } from './thumbnail-key.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const maxKeyBytes = 1024;

export type KeySettings = Pick<Settings, 'variants' | 'thumbnailKeys' | 'retiredKeys' | 'results' | 'probePrefix'>;

/** The keys in the processed bucket that belong to one source key. What the settings ask for is at keys that no other has. */
export interface KeysOfSource {
  /** The thumbnails that the settings ask for. */
  thumbnails: { variant: Variant; key: string }[];
  /** The result; undefined when the settings ask for none. */
  result: string | undefined;
  /** Where earlier settings may have put thumbnails: at retired keys, and of variants that had another `keyPrefix`. */
  retired: string[];
  /** All keys where these or earlier settings may have put something. */
  all: string[];
}

/** Returns the keys that belong to a source key, whether there is an object at them or not. */
export function keysOfSource(sourceKey: string, settings: KeySettings): KeysOfSource {
  const { variants, thumbnailKeys, retiredKeys, results, probePrefix } = settings;
  const keyOf = (variant: Variant) => thumbnailKey(sourceKey, variant, thumbnailKeys);
  const made = variantsOf(sourceKey, variants);
  const thumbnails = made.map((variant) => ({ variant, key: keyOf(variant) }));
  const isProbe = probePrefix !== undefined && sourceKey.startsWith(probePrefix);
  const result = fillTemplate(resultTemplate, sourceKey);
  const retired = [
    ...variants.filter((variant) => !made.includes(variant)).map(keyOf),
    ...retiredKeys.map((template) => fillTemplate(template, sourceKey)),
  ].filter(isPossible);
  return {
    thumbnails,
    result: results && !isProbe ? result : undefined,
    retired,
    // Results may have been on earlier, and the probe elsewhere.
    all: [...new Set([...thumbnails.map(({ key }) => key), result, ...retired])].filter(isPossible),
  };
}

/** Whether the function can have put something at a key. */
function isPossible(key: string): boolean {
  return Buffer.byteLength(key) <= maxKeyBytes && !key.endsWith('/');
}
