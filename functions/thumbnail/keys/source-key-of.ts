/**
 * Returns the source key for which a template such as `small/{key}.webp` gives a key; undefined when there is none. There is only
 * one where no two source keys share a key, which `infra/consistency/keys-fit.ts` sees to.
 */
export function sourceKeyOf(template: string, key: string): string | undefined {
  for (const hasExtension of [true, false]) {
    const { groups } = patternOf(template, hasExtension).exec(key) ?? {};
    if (groups) return groups['key'] ?? `${groups['dir'] ?? ''}${groups['name']}${groups['ext'] ?? ''}`;
  }
  return undefined;
}

/** A name without an extension has no dot: otherwise its end would be one. */
function patternOf(template: string, hasExtension: boolean): RegExp {
  const patterns: Record<string, string> = {
    '{key}': '(?<key>[^]+)',
    '{dir}/': '(?<dir>[^]*/)?',
    '{name}': hasExtension ? '(?<name>[^/]*)' : '(?<name>[^/.]*)',
    '.{ext}': hasExtension ? '(?<ext>\\.[^/.]*)' : '',
    '.': '\\.',
    '+': '\\+',
  };
  return new RegExp(`^${template.replace(/\{key\}|\{dir\}\/|\{name\}|\.\{ext\}|[.+]/g, (it) => patterns[it] ?? it)}$`);
}
