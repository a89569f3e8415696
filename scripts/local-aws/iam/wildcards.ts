/** Whether a value fits a pattern of which only `*` (any characters, or none) and `?` (any one character) are special. */
export function matchesWildcards(pattern: string, value: string, flags: '' | 'i' = ''): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `su${flags}`).test(value);
}

/**
 * Whether an ARN fits a pattern. Wildcards reach no further than the part they stand in; the last part, the resource, may
 * itself contain colons.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const parts = arnParts(arn);
  return arnParts(pattern).every((part, index) => matchesWildcards(part, parts[index] ?? ''));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}
