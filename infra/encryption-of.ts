import type { Settings } from './settings.ts';

/** Returns how a bucket encrypts its objects: `encryption`, unless it exists and says otherwise. */
export function encryptionOf(
  settings: Pick<Settings, 'encryption' | 'sourceBucket' | 'processedBucket'>,
  bucket: 'sourceBucket' | 'processedBucket',
): Settings['encryption'] {
  const choice = settings[bucket];
  return typeof choice === 'object' ? choice.encryption : settings.encryption;
}
