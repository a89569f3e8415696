import type { ProbeEnvironment } from '../../functions/probe/contract.ts';
import { withoutDefaults } from '../without-defaults.ts';
import { type PlanSettings, probePlan } from './plan.ts';

/** Returns the environment variables of the probe's function, as its contract defines them. */
export function probeEnvironment(
  settings: PlanSettings,
  buckets: { source: string; processed: string },
): Record<keyof ProbeEnvironment, string> {
  const plan = probePlan(settings);
  const short = plan.kind === 'upload' ? { ...plan, variants: plan.variants.map(withoutDefaults) } : plan;
  return {
    SOURCE_BUCKET: buckets.source,
    PROCESSED_BUCKET: buckets.processed,
    PROBE: JSON.stringify(short),
  };
}
