import { type Variant, variantsOf } from '../contract.ts';
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
  /** The thumbnails of variants that are not made of the source key. */
  otherThumbnails: string[];
  /** The result; undefined when the settings ask for none. */
  result: string | undefined;
  /** All keys where these or earlier settings may have put something, and which S3 accepts. */
  all: string[];
}

/** Returns the keys that belong to a source key, whether there is an object at them or not. */
export function keysOfSource(sourceKey: string, { variants, results, probePrefix }: KeySettings): KeysOfSource {
  const keyOf = (variant: Variant) => ({ variant, key: thumbnailKey(sourceKey, variant) });
  const made = variantsOf(sourceKey, variants);
  const thumbnails = made.map(keyOf);
  const others = variants.filter((variant) => !made.includes(variant)).map(keyOf);
  const isAccepted = (key: string) => Buffer.byteLength(key) <= maxKeyBytes;
  const isProbe = probePrefix !== undefined && sourceKey.startsWith(probePrefix);
  const result = resultKey(sourceKey);
  return {
    thumbnails,
    otherThumbnails: others.map(({ key }) => key).filter(isAccepted),
    result: results && !isProbe ? result : undefined,
    // Results may have been on earlier, and the probe elsewhere.
    all: [...[...thumbnails, ...others].map(({ key }) => key), result].filter(isAccepted),
  };
}
