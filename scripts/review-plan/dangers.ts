import { attachedPolicies } from './dangers/attached-policies.ts';
import { expiringObjects } from './dangers/expiring-objects.ts';
import { lossOfContents } from './dangers/loss-of-contents.ts';
import { publicAccess } from './dangers/public-access.ts';
import { weakenedSettings } from './dangers/weakened-settings.ts';
import { widenedPolicies } from './dangers/widened-policies.ts';
import { type Markdown, markdown } from './markdown.ts';
import { type OwnedChange, withOwners } from './ownership.ts';
import type { ResourceChange } from './resource-change.ts';

/** Says in words what is dangerous about a change; mostly nothing. */
export type Rule = (change: OwnedChange) => Markdown[];

export interface Danger {
  address: string;
  message: Markdown;
}

/** The worst first. */
const rules: Rule[] = [
  lossOfContents,
  publicAccess,
  widenedPolicies,
  attachedPolicies,
  expiringObjects,
  weakenedSettings,
];

/** What whoever approves a plan has to know of. */
export function dangersOf(changes: readonly ResourceChange[]): Danger[] {
  const changed = withOwners(changes).filter(({ action }) => action !== 'forget');
  return rules.flatMap((rule) =>
    changed.flatMap((change) => {
      const { address, moves } = change;
      return rule(change).map((message) => ({ address, message: moves ? markdown`${moves} ${message}` : message }));
    }),
  );
}
