import { type Markdown, markdown } from '../markdown.ts';
import { withOwners } from '../ownership.ts';
import type { ResourceChange } from '../resource-change.ts';
import { alarms } from './alarms.ts';
import { cloudFront } from './cloudfront.ts';
import { dataLeaves } from './data-leaves.ts';
import { encryption } from './encryption.ts';
import { eventDelivery } from './event-delivery.ts';
import { expiry } from './expiry.ts';
import { failedEvents } from './failed-events.ts';
import { leftBehind } from './left-behind.ts';
import { loss } from './loss.ts';
import { nobodyIsTold } from './nobody-is-told.ts';
import { notifications } from './notifications.ts';
import { otherCode } from './other-code.ts';
import { plannedChanges } from './planned-changes.ts';
import { policies } from './policies.ts';
import { protections } from './protections.ts';
import { publicAccess } from './public-access.ts';
import { retention } from './retention.ts';
import type { Rule, Rules } from './rule.ts';
import { uploadsStop } from './uploads-stop.ts';

/** Something that the approver of a plan has to know. */
export interface Danger {
  address: string;
  message: Markdown;
  /** Whether the danger is that a stopped function starts again. */
  isPause?: boolean;
}

/** The worst first. A new rule is an entry of one of these tables. */
const families: readonly Rules[] = [
  loss,
  otherCode,
  publicAccess,
  policies,
  dataLeaves,
  leftBehind,
  cloudFront,
  notifications,
  uploadsStop,
  eventDelivery,
  failedEvents,
  expiry,
  alarms,
  nobodyIsTold,
  retention,
  encryption,
  protections,
];

/**
 * Returns the dangers of changes.
 *
 * @param accounts the 12 digits of each account that is known to be in use
 */
export function dangersOf(
  changes: readonly ResourceChange[],
  accounts: ReadonlySet<string>,
  judgedBy: readonly Rules[] = families,
): Danger[] {
  // A part goes with the whole, whose destruction is told.
  const owned = withOwners(changes.map(settled)).filter(({ owner }) => owner !== 'destroyed');
  const plan = plannedChanges(owned, accounts);
  const rules = judgedBy.flatMap((family) => Object.values(family));
  const rulesFor = new Map(
    [...new Set(owned.map(({ type }) => type))].map((type) => [type, new Set(rules.filter((it) => isFor(type, it)))]),
  );
  const dangers = rules.flatMap((rule) =>
    owned
      .filter((change) => rulesFor.get(change.type)?.has(rule))
      .flatMap((change) => {
        const { address, moves } = change;
        return rule.find(change, plan).map((message) => ({
          address,
          message: moves ? markdown`${moves} ${message}` : message,
          ...(rule.isPause && { isPause: true }),
        }));
      }),
  );
  // Two rules about one attribute say the same of it when it is not known.
  return [...new Map(dangers.map((it) => [`${it.address} ${it.message.text}`, it])).values()];
}

function isFor(type: string, rule: Rule): boolean {
  return typeof rule.type === 'string' ? rule.type === type : rule.type.test(type);
}

/** A resource that Terraform forgets stays as it is. */
function settled(change: ResourceChange): ResourceChange {
  return change.action === 'forget' ? { ...change, after: change.before } : change;
}
