import type { ProbeEnvironment } from '../../functions/probe/contract.ts';
import { type PlanSettings, probePlan } from './plan.ts';

/** Returns the environment variables of the probe's function, as its contract defines them. */
export function probeEnvironment(
  settings: PlanSettings,
  buckets: { source: string; processed: string },
): Record<keyof ProbeEnvironment, string> {
  return {
    SOURCE_BUCKET: buckets.source,
    PROCESSED_BUCKET: buckets.processed,
    PROBE: JSON.stringify(probePlan(settings)),
  };
}
