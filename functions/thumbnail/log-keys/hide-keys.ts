import type { Outcome } from '../contract/outcome.ts';
import type { LogKeys } from './log-keys.ts';

/** Returns an outcome with the names of its keys. It keeps the reason, in which `s3ObjectStore` and `readEvent` hid the keys. */
export function hideKeys(outcome: Outcome, { nameOf }: Pick<LogKeys, 'nameOf'>): Outcome {
  // A record that cannot be read has an empty key.
  const key = outcome.key === '' ? '' : nameOf(outcome.key);
  if (outcome.result !== 'created') return { ...outcome, key };
  return { ...outcome, key, thumbnails: outcome.thumbnails.map((it) => ({ ...it, key: nameOf(it.key) })) };
}
