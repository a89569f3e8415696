import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { type Scope, type Statement, statementsOf } from '../../policies/statement.ts';
import { isPublic, isUnlimited } from '../../policies/too-wide.ts';
import { newlyAllowed, noLongerDenied } from '../../policies/widening.ts';
import type { Rule } from '../dangers.ts';
import { joined, Markdown, markdown } from '../markdown.ts';
import type { OwnedChange } from '../ownership.ts';
import { type PolicyChange, policyChanges } from '../policy-changes.ts';
import { shown } from '../shown.ts';

/** A policy that allows more than before, or denies less; a new one of something new that allows too much; an unknown one. */
export const widenedPolicies: Rule = (change) => {
  if (change.owner === 'destroyed') return [];
  return policyChanges(change).flatMap((policy) => widenings(policy, change));
};

function widenings({ path, before, after }: PolicyChange, change: OwnedChange): Markdown[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (typeof after === 'symbol') return [markdown`cannot be checked: ${path} is ${shown(after)}.`];
  try {
    // A predecessor that is not shown is taken for one that allowed nothing.
    const was = typeof before === 'symbol' ? [] : statementsOf(before);
    const is = statementsOf(after);
    if (change.owner === 'created' || (change.owner === 'none' && change.before === undefined)) {
      const tooWide = is.filter((statement) => isPublic(statement) || isUnlimited(statement));
      return tooWide.map((statement) => markdown`${path} allows ${extent(statement)}.`);
    }
    const certain = [
      ...newlyAllowed(was, is, true).map((statement) => allowed(path, statement, was)),
      ...noLongerDenied(was, is, true).map((statement) => denied(path, statement)),
    ];
    const possible = newlyAllowed(was, is, false).length + noLongerDenied(was, is, false).length;
    if (possible === certain.length) return certain;
    return [...certain, markdown`cannot be checked in full: a part of ${path} is known only after apply.`];
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return [markdown`cannot be checked: ${path} is not written as policies are.`];
  }
}

function allowed(path: string, statement: Statement, before: Statement[]): Markdown {
  const unconditional = before.map((earlier) => ({ ...earlier, conditions: [] }));
  const isLoosened = newlyAllowed(unconditional, [statement], true).length === 0;
  return isLoosened
    ? markdown`${path} allows on other conditions than before ${extent(statement)}.`
    : markdown`${path} newly allows ${extent(statement)}.`;
}

function denied(path: string, statement: Statement): Markdown {
  const isTransport = statement.conditions.some(({ key }) => /^(aws:securetransport|s3:tlsversion)$/.test(key));
  const what = new Markdown(isTransport ? 'unencrypted, or badly encrypted, transport' : 'what it denied');
  return markdown`${path} no longer denies ${what}: ${extent(statement)}.`;
}

/** What a statement is about, with a remark on what is worse than it looks. */
function extent(statement: Statement): Markdown {
  const { action, resource, principal, conditions } = statement;
  const keys = [...new Set(conditions.map(({ key }) => key))];
  return joined(
    [
      listed(action),
      ...(isNamed(resource) ? [markdown` on ${listed(resource)}`] : []),
      ...(isPublic(statement)
        ? [markdown` to **anyone**`]
        : isNamed(principal)
          ? [markdown` to ${listed(principal)}`]
          : []),
      ...(keys.length > 0 ? [markdown` if ${listed({ except: false, patterns: keys })}`] : []),
      ...(isUnlimited(statement) ? [markdown` (**a wildcard**)`] : []),
    ],
    '',
  );
}

function isNamed({ patterns }: Scope): boolean {
  return patterns.some((pattern) => pattern !== '');
}

/** As many as fit into a sentence. */
const longestList = 4;

function listed({ except, patterns }: Scope): Markdown {
  const names = patterns
    .slice(0, longestList)
    .map((pattern) => markdown`${typeof pattern === 'string' ? pattern : shown(pattern)}`);
  const more = patterns.length > longestList ? [markdown`${patterns.length - longestList} more`] : [];
  return markdown`${new Markdown(except ? 'everything but ' : '')}${joined([...names, ...more], ', ')}`;
}
