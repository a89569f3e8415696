import { inspect } from 'node:util';
import type * as z from 'zod';

/**
 * Describes each zod issue in one line: its place, its value and what was expected. Two issues with the same line are reported
 * once. The issues must contain their input: parse with `reportInput`.
 */
export function describeIssues(root: string, issues: readonly z.core.$ZodIssue[]): string[] {
  const lines = issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(
        (key) => `${place(root, [...issue.path, key])}: there is no such setting, remove it or correct its spelling`,
      );
    }
    const expectation = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
    return `${place(root, issue.path)}: got ${describeValue(issue.input)}, ${expectation}`;
  });
  return [...new Set(lines)];
}

function place(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (before, part) => (typeof part === 'number' ? `${before}[${part}]` : `${before}.${String(part)}`),
    root,
  );
}

/** Uses `inspect`, because JSON cannot represent every value and throws for some. */
function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : inspect(value, { depth: 2, compact: true, breakLength: Number.POSITIVE_INFINITY, customInspect: false });
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
