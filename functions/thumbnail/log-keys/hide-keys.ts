import type { Outcome } from '../contract.ts';
import type { LogKeys } from './log-keys.ts';

/** Returns an outcome as the log may show it. Its reason has no key in plain: see `s3ObjectStore` and `readEvent`. */
export function hideKeys(outcome: Outcome, { nameOf }: Pick<LogKeys, 'nameOf'>): Outcome {
  // The key of a record that cannot be read is empty.
  const key = outcome.key === '' ? '' : nameOf(outcome.key);
  if (outcome.result !== 'created') return { ...outcome, key };
  return { ...outcome, key, thumbnails: outcome.thumbnails.map((it) => ({ ...it, key: nameOf(it.key) })) };
}
