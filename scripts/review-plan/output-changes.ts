import { masking } from './mask.ts';
import { actionOf, type Plan } from './plan.ts';
import type { Value } from './values.ts';

/** The effect of a plan on one output. Nothing secret is left in it. */
export interface OutputChange {
  name: string;
  before: Value;
  after: Value;
}

/** Returns the outputs that a plan changes. */
export function outputChanges({ output_changes }: Plan): OutputChange[] {
  const masked = masking();
  return Object.entries(output_changes)
    .filter(([, { actions }]) => actionOf(actions) !== 'keep')
    .map(([name, { before, after, before_sensitive, after_sensitive, after_unknown }]) => {
      const sensitive = [before_sensitive, after_sensitive];
      return {
        name,
        before: masked(before, { sensitive, unknown: false }),
        after: masked(after, { sensitive, unknown: after_unknown }),
      };
    });
}
