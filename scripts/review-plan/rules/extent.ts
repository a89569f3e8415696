import type { Scope, Statement } from '../../policies/statement.ts';
import { isPublic, isUnlimited } from '../../policies/too-wide.ts';
import { joined, Markdown, markdown } from '../markdown.ts';
import { shown } from '../shown.ts';

/** The max number of names that fit into a sentence. */
const maxNames = 4;

/** Returns what a statement is about, with a remark on what is worse than it looks. */
export function extentOf(statement: Statement): Markdown {
  const { action, resource, principal, conditions } = statement;
  const keys = [...new Set(conditions.map(({ key }) => key))];
  const who = isPublic(statement) ? markdown` to **anyone**` : markdown` to ${listed(principal)}`;
  return joined(
    [
      listed(action),
      ...(isNamed(resource) ? [markdown` on ${listed(resource)}`] : []),
      ...(isPublic(statement) || isNamed(principal) ? [who] : []),
      ...(keys.length > 0 ? [markdown` if ${listed({ except: false, patterns: keys })}`] : []),
      ...(isUnlimited(statement) ? [markdown` (**a wildcard**)`] : []),
    ],
    '',
  );
}

function isNamed({ patterns }: Scope): boolean {
  return patterns.some((pattern) => pattern !== '');
}

function listed({ except, patterns }: Scope): Markdown {
  const names = patterns
    .slice(0, maxNames)
    .map((pattern) => markdown`${typeof pattern === 'string' ? pattern : shown(pattern)}`);
  const more = patterns.length > maxNames ? [markdown`${patterns.length - maxNames} more`] : [];
  return markdown`${new Markdown(except ? 'everything but ' : '')}${joined([...names, ...more], ', ')}`;
}
