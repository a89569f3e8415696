import type { Variant } from '../contract.ts';
import { resultKey } from '../page-result.ts';
import { thumbnailKey } from './thumbnail-key.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const maxKeyBytes = 1024;

export interface KeySettings {
  variants: readonly Variant[];
  results: boolean;
  probePrefix: string | undefined;
}

/** The keys in the processed bucket that belong to one source key. No other source key has any of them. */
export interface KeysOfSource {
  /** The thumbnails that the settings ask for. */
  thumbnails: { variant: Variant; key: string }[];
  /** The result; undefined when the settings ask for none. */
  result: string | undefined;
  /** All keys where these or earlier settings may have put something, and which S3 accepts. */
  all: string[];
}

/** Returns the keys that belong to a source key, whether there is an object at them or not. */
export function keysOfSource(sourceKey: string, { variants, results, probePrefix }: KeySettings): KeysOfSource {
  const thumbnails = variants.map((variant) => ({ variant, key: thumbnailKey(sourceKey, variant) }));
  const isProbe = probePrefix !== undefined && sourceKey.startsWith(probePrefix);
  const result = resultKey(sourceKey);
  return {
    thumbnails,
    result: results && !isProbe ? result : undefined,
    // Results may have been on earlier, and the probe elsewhere.
    all: [...thumbnails.map(({ key }) => key), result].filter((key) => Buffer.byteLength(key) <= maxKeyBytes),
  };
}
