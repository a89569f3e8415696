import { digestOf } from './digest.ts';
import { failedChecks } from './failed-checks.ts';
import { knownAccounts } from './known-accounts.ts';
import { onlyLiftsPause } from './only-lifts-pause.ts';
import { type OutputChange, outputChanges } from './output-changes.ts';
import type { Plan } from './plan.ts';
import { type ResourceChange, resourceChanges } from './resource-change.ts';
import { type Danger, dangersOf } from './rules/dangers.ts';

export interface Review {
  changes: ResourceChange[];
  outputs: OutputChange[];
  /** Actions of providers that Terraform would invoke, such as one that clears a cache. */
  invocations: Plan['action_invocations'];
  /** The dangers that nobody has allowed. */
  dangers: Danger[];
  /** The dangers whose address is allowed. */
  allowedDangers: Danger[];
  /** Whether the plan would only lift a pause, and that is not allowed. */
  onlyLiftsPause: boolean;
  /** The allowed addresses about which nothing is dangerous. */
  needlessAllowances: string[];
  /** Differs when the changes or the dangers differ; see `digestOf`. */
  digest: string;
}

/**
 * Returns what a reviewer has to know of a plan.
 *
 * @param allowed the addresses whose dangers are known and wanted
 * @param liftsPause whether a pause may be lifted
 */
export function review(plan: Plan, allowed: readonly string[], liftsPause = false): Review {
  const changes = resourceChanges(plan);
  const dangers = [...dangersOf(changes, knownAccounts(plan, changes)), ...failedChecks(plan)];
  const [allowances, dangerous] = [new Set(allowed), new Set(dangers.map(({ address }) => address))];
  const isAllowed = ({ address, isPause }: Danger) => allowances.has(address) || (isPause === true && liftsPause);
  const refused = dangers.filter((danger) => !isAllowed(danger));
  const isPauseAlone = refused.length > 0 && refused.every(({ isPause }) => isPause);
  const outputs = outputChanges(plan);
  const invocations = plan.action_invocations;
  const changesMore = outputs.length > 0 || invocations.length > 0;
  return {
    changes,
    outputs,
    invocations,
    dangers: refused,
    allowedDangers: dangers.filter(isAllowed),
    onlyLiftsPause: isPauseAlone && !changesMore && onlyLiftsPause(changes),
    needlessAllowances: [...allowances].filter((address) => !dangerous.has(address)),
    digest: digestOf(plan, dangers),
  };
}

/** Returns a review whose dangers all count as allowed, because somebody has approved a plan of the same digest. */
export function approved(review: Review): Review {
  return {
    ...review,
    onlyLiftsPause: false,
    dangers: [],
    allowedDangers: [...review.dangers, ...review.allowedDangers],
  };
}
