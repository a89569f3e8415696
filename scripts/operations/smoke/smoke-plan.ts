import type { ProbePlan } from '../../../functions/probe/contract.ts';
import { probePlan } from '../../../infra/probe/plan.ts';
import type { Settings } from '../../../infra/settings.ts';

/**
 * Returns what a smoke test of an environment tries: what its probe does, if it has one. Otherwise it uploads an image where the key
 * filters and the variants let it through. It uploads none to the bucket of somebody else, where the thumbnails would stay, or where
 * it would get none.
 */
export function smokePlan(settings: Settings): ProbePlan {
  const { probe, sourceBucket, mirrorDeletes, formats } = settings;
  const prefix = prefixWithThumbnails(settings);
  if (probe !== undefined || typeof sourceBucket === 'object' || !mirrorDeletes || !formats.png || prefix === undefined)
    return probePlan(settings);
  return probePlan({ ...settings, probe: { everyMinutes: 5, prefix: `${prefix}thumbnail-probe/` } });
}

/** Returns the beginning of keys that a key filter lets through and a variant is made of; undefined when no key is both. */
function prefixWithThumbnails({ keyFilters, variants }: Settings): string | undefined {
  for (const { prefix } of keyFilters) {
    for (const { keyPrefix } of variants) {
      if (prefix.startsWith(keyPrefix)) return prefix;
      if (keyPrefix.startsWith(prefix)) return keyPrefix;
    }
  }
  return undefined;
}
