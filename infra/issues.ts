import type * as z from 'zod';

/**
 * Puts each issue that zod found into one line: where it is, what stands there, and what was expected.
 * The issues have to carry their input: parse with `reportInput`.
 */
export function describeIssues(root: string, issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(
        (key) => `${place(root, [...issue.path, key])}: there is no such setting, remove it or correct its spelling`,
      );
    }
    const expectation = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
    return `${place(root, issue.path)}: got ${shown(issue.input)}, ${expectation}`;
  });
}

function place(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (before, part) => (typeof part === 'number' ? `${before}[${part}]` : `${before}.${String(part)}`),
    root,
  );
}

function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}
