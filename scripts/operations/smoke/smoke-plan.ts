import type { ProbePlan } from '../../../functions/probe/contract.ts';
import { probePlan } from '../../../infra/probe/plan.ts';
import type { Settings } from '../../../infra/settings.ts';

/**
 * Returns what a smoke test of an environment tries: what its probe does, if it has one. Otherwise it uploads an image where the
 * key filters let it through, unless the bucket belongs to somebody else, or the thumbnails would stay.
 */
export function smokePlan(settings: Settings): ProbePlan {
  const { probe, sourceBucket, mirrorDeletes, keyFilters } = settings;
  if (probe !== undefined || typeof sourceBucket === 'object' || !mirrorDeletes) return probePlan(settings);
  const prefix = `${keyFilters[0]?.prefix}thumbnail-probe/`;
  return probePlan({ ...settings, probe: { everyMinutes: 5, prefix } });
}
