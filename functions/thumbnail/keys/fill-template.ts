/** Returns the key that a template such as `small/{key}.webp` gives for a source key. */
export function fillTemplate(template: string, sourceKey: string): string {
  const [, dir = '', name = '', ext = ''] = /^(.*\/)?([^/]*?)(\.[^./]*)?$/s.exec(sourceKey) ?? [];
  const parts: Record<string, string> = { '{key}': sourceKey, '{dir}/': dir, '{name}': name, '.{ext}': ext };
  return template.replace(/\{key\}|\{dir\}\/|\{name\}|\.\{ext\}/g, (it) => parts[it] ?? it);
}
