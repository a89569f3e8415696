import { type Danger, dangersOf } from './dangers.ts';
import type { Plan } from './plan.ts';
import { type ResourceChange, resourceChanges } from './resource-change.ts';

/** What there is to say of a plan. */
export interface Review {
  changes: ResourceChange[];
  /** What is dangerous, and nobody has allowed. */
  dangers: Danger[];
  /** What is dangerous, and allowed by the address of its resource. */
  allowedDangers: Danger[];
  /** Addresses that were allowed, and about which nothing is dangerous. */
  needlessAllowances: string[];
}

/** @param allowed addresses of resources of which what is dangerous is known and wanted. */
export function review(plan: Plan, allowed: readonly string[]): Review {
  const changes = resourceChanges(plan);
  const dangers = dangersOf(changes);
  return {
    changes,
    dangers: dangers.filter(({ address }) => !allowed.includes(address)),
    allowedDangers: dangers.filter(({ address }) => allowed.includes(address)),
    needlessAllowances: allowed.filter((it) => !dangers.some(({ address }) => address === it)),
  };
}
