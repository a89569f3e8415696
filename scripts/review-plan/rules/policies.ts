import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { otherAccounts, principalAccounts } from '../../policies/accounts.ts';
import { type Statement, statementsOf } from '../../policies/statement.ts';
import { isPublic, isUnlimited } from '../../policies/too-wide.ts';
import { newlyAllowed, noLongerDenied } from '../../policies/widening.ts';
import { Markdown, markdown } from '../markdown.ts';
import { attachmentOf, type OwnedChange } from '../ownership.ts';
import { shown } from '../shown.ts';
import { type Value, valueAt } from '../values.ts';
import { attached } from './attached.ts';
import { extentOf } from './extent.ts';
import { type PolicyChange, policyChanges } from './policy-changes.ts';
import type { PlannedChanges, Rule, Rules } from './rule.ts';

/** A policy that allows more than before, or denies less; a new one of something new that allows too much; an unknown one. */
const widened: Rule = judging(({ path, before, after }, change, plan) => {
  if (isNew(change) && isOnlyBoundary(change, plan)) return [];
  if (typeof after === 'symbol') return [markdown`cannot be checked: ${path} is ${shown(after)}.`];
  const [was, is] = [statementsBefore(before), statementsOf(after)];
  if (isNew(change)) {
    return is
      .filter((statement) => isPublic(statement) || isUnlimited(statement) || isForeign(statement, plan.accounts))
      .map((statement) => markdown`${path} allows ${extentOf(statement)}.`);
  }
  const certain = [
    ...newlyAllowed(was, is, true).map((statement) => allowed(path, statement, was)),
    ...noLongerDenied(was, is, true).map((statement) => denied(path, statement)),
  ];
  const possible = newlyAllowed(was, is, false).length + noLongerDenied(was, is, false).length;
  if (possible === certain.length) return certain;
  return [...certain, markdown`cannot be checked in full: a part of ${path} is known only after apply.`];
});

/** The actions without which an upload gets no thumbnail, or nobody is told. */
const needed =
  /^(s3:(getobject|listbucket|putobject|deleteobject)|kms:(decrypt|generatedatakey|generatemac)|logs:(createlogstream|putlogevents)|sqs:sendmessage|sns:publish|sts:assumerole|lambda:invokefunction)\*?$/i;

/** A policy that no longer allows what the pipeline needs, and nothing else of the same owner allows it instead. */
const narrowed: Rule = judging(({ path, before, after }, change, plan) => {
  if (isNew(change) || typeof after === 'symbol' || typeof before === 'symbol') return [];
  const was = statementsOf(before).map((it) => ({
    ...it,
    action: { ...it.action, patterns: it.action.patterns.filter(isNeeded) },
  }));
  const explicit = was.filter((it) => it.action.patterns.length > 0 && !it.action.except);
  const lost = newlyAllowed(statementsOf(after), explicit, true);
  const elsewhere = lost.length > 0 ? siblingsOf(change, plan).flatMap(policiesAfter) : [];
  return newlyAllowed(elsewhere, lost, true).map(
    (statement) => markdown`${path} no longer allows ${extentOf(statement)}.`,
  );

  function isNeeded(action: string | symbol): boolean {
    const name = String(action);
    // Fewer actions than all of them are welcome; none at all are not.
    const isOneOfAll = after === undefined && name.endsWith('*');
    return needed.test(name) || isOneOfAll || (change.type.startsWith('aws_kms_') && /^kms:/.test(name));
  }
});

/** An inline policy that is not on the list of a role any more is removed from it. */
const removed: Rule = {
  type: 'aws_iam_role_policies_exclusive',
  find({ before, after }) {
    const left = [valueAt(after, 'policy_names') ?? []].flat();
    const lost = [valueAt(before, 'policy_names') ?? []].flat().filter((name) => !left.includes(name));
    const isKnown = after && !left.some((name) => typeof name === 'symbol');
    return isKnown ? lost.map((name) => markdown`removes the inline policy ${shown(name)} from the role.`) : [];
  },
};

/** A policy that newly denies something to somebody who is there already. */
const denying: Rule = judging(({ path, before, after }, change) => {
  if (isNew(change) || typeof after === 'symbol' || typeof before === 'symbol') return [];
  return noLongerDenied(statementsOf(after), statementsOf(before), true)
    .filter((statement) => !isAboutTransport(statement))
    .map((statement) => markdown`${path} newly denies ${extentOf(statement)}.`);
});

/** A policy that is not written as policies are. */
const unreadable: Rule = {
  type: /^/,
  find: (change) =>
    changedPolicies(change)
      .filter((policy) => !isReadable(policy))
      .map(({ path }) => markdown`cannot be checked: ${path} is not written as policies are.`),
};

/** Somebody may do more than before, or may no longer do what the pipeline needs. */
export const policies = { widened, unreadable, attached, narrowed, removed, denying } satisfies Rules;

type Judge = (policy: PolicyChange, change: OwnedChange, plan: PlannedChanges) => Markdown[];

/** A rule about each policy that changes and can be read. */
function judging(judge: Judge): Rule {
  return {
    type: /^/,
    find: (change, plan) =>
      changedPolicies(change)
        .filter(isReadable)
        .flatMap((policy) => judge(policy, change, plan)),
  };
}

function changedPolicies(change: OwnedChange): PolicyChange[] {
  return policyChanges(change).filter(({ before, after }) => !isDeepStrictEqual(before, after));
}

function isReadable({ before, after }: PolicyChange): boolean {
  if (typeof after === 'symbol') return true;
  try {
    for (const policy of [before, after]) if (typeof policy !== 'symbol') statementsOf(policy);
    return true;
  } catch (error) {
    if (error instanceof z.ZodError) return false;
    throw error;
  }
}

function isNew({ owner, before }: OwnedChange): boolean {
  return owner === 'created' || (owner === 'none' && before === undefined);
}

/** A permissions boundary allows nothing by itself. An attachment of the policy, by whatever name, is found by `attached`. */
function isOnlyBoundary({ type, configurationAddress }: OwnedChange, plan: PlannedChanges): boolean {
  if (type !== 'aws_iam_policy') return false;
  const names = plan.referringArguments(configurationAddress);
  return names.length > 0 && names.every((name) => name === 'permissions_boundary');
}

/** A predecessor that is not shown counts as one that allowed nothing. */
function statementsBefore(before: Value | undefined): Statement[] {
  return typeof before === 'symbol' ? [] : statementsOf(before);
}

/** Returns the other parts of the same type that the owner has after the plan. */
function siblingsOf(change: OwnedChange, plan: PlannedChanges): OwnedChange[] {
  const argument = attachmentOf(change.type)?.argument ?? 'id';
  return plan.withAfter(change.type, argument, valueAt(change.before, argument)).filter((it) => it !== change);
}

function policiesAfter(change: OwnedChange): Statement[] {
  return policyChanges(change).flatMap(({ after }) => (typeof after === 'symbol' ? [] : statementsOf(after)));
}

/** Without any account that is known to be ours, every account that is a principal counts as foreign. */
function isForeign(statement: Statement, accounts: ReadonlySet<string>): boolean {
  const named = [...principalAccounts(statement), ...(accounts.size > 0 ? otherAccounts(statement) : [])];
  return statement.effect === 'Allow' && named.some((account) => !accounts.has(account));
}

function allowed(path: string, statement: Statement, before: Statement[]): Markdown {
  const unconditional = before.map((earlier) => ({ ...earlier, conditions: [] }));
  const isLoosened = newlyAllowed(unconditional, [statement], true).length === 0;
  return isLoosened
    ? markdown`${path} allows on other conditions than before ${extentOf(statement)}.`
    : markdown`${path} newly allows ${extentOf(statement)}.`;
}

function denied(path: string, statement: Statement): Markdown {
  const what = new Markdown(
    isAboutTransport(statement) ? 'unencrypted, or badly encrypted, transport' : 'what it denied',
  );
  return markdown`${path} no longer denies ${what}: ${extentOf(statement)}.`;
}

function isAboutTransport({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => /^(aws:securetransport|s3:tlsversion)$/.test(key));
}
