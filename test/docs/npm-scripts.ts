import type { Repository } from './repository.ts';

/** Commands of npm itself. */
const npmCommands = ['ci', 'install'];

/** The npm scripts that a command line, or a text with command lines in it, runs although package.json does not have them. */
export function missingScripts(text: string, { npmScripts }: Repository): string[] {
  const runs = text.matchAll(/\bnpm (?:--prefix \S+ )?(?:run )?(?:--silent )?(?!run\b)([a-z][\w:-]*)/g);
  const names = [...runs].map(([, name = '']) => name);
  return names.filter((name) => !npmCommands.includes(name) && !npmScripts.includes(name));
}
