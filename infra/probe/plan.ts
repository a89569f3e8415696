import type { ProbePlan } from '../../functions/probe/contract.ts';
import { variantsOf } from '../../functions/thumbnail/contract/variant.ts';
import { templateOfVariant } from '../../functions/thumbnail/keys/template-of-variant.ts';
import { type Identity, namesOf } from '../names.ts';
import type { Settings } from '../settings.ts';
import { uploadEvents } from '../uploads/events.ts';
import { triggerOf } from '../uploads/trigger-of.ts';

/** The settings that a plan is derived from. */
export type PlanSettings = Identity &
  Pick<
    Settings,
    'probe' | 'keyFilters' | 'variants' | 'thumbnailKeys' | 'trigger' | 'sourceBucket' | 'mirrorDeletes' | 'versioning'
  >;

/** Returns what the probe of an environment tries. Without `probe` it reads the configuration. */
export function probePlan(settings: PlanSettings): ProbePlan {
  const { probe, keyFilters, variants, thumbnailKeys } = settings;
  if (typeof probe === 'object') {
    const { prefix } = probe;
    const suffix = keyFilters.find((filter) => prefix.startsWith(filter.prefix))?.suffix || '.png';
    const keyTemplates = variantsOf(prefix, variants).map((variant) => templateOfVariant(variant, thumbnailKeys));
    return { kind: 'upload', prefix, suffix, keyTemplates };
  }
  if (triggerOf(settings) === 'eventbridge') return { kind: 'eventbridge' };
  const { function: functionName } = namesOf(settings, '');
  return { kind: 'notification', functionName, keyFilters, events: uploadEvents(settings) };
}
