import { expiringObjects } from './dangers/expiring-objects.ts';
import { lossOfContents } from './dangers/loss-of-contents.ts';
import { publicAccess } from './dangers/public-access.ts';
import { weakenedSettings } from './dangers/weakened-settings.ts';
import { widenedPolicies } from './dangers/widened-policies.ts';
import type { Markdown } from './markdown.ts';
import type { ResourceChange } from './resource-change.ts';

/** Says in words what is dangerous about a change; mostly nothing. */
export type Rule = (change: ResourceChange) => Markdown[];

export interface Danger {
  address: string;
  message: Markdown;
}

/** The worst first. */
const rules: Rule[] = [lossOfContents, publicAccess, widenedPolicies, expiringObjects, weakenedSettings];

/** What whoever approves a plan has to know of. */
export function dangersOf(changes: readonly ResourceChange[]): Danger[] {
  const changed = changes.filter(({ action }) => action !== 'keep' && action !== 'forget');
  return rules.flatMap((rule) =>
    changed.flatMap((change) => rule(change).map((message) => ({ address: change.address, message }))),
  );
}
