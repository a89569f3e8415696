import type { Repository } from './repository.ts';

/** A call of one of the npm scripts. */
export interface NpmCommandLine {
  script: string;
  /** The words behind `--`, which npm passes on. */
  args: string[];
}

/** Commands of npm itself. */
const npmCommands = ['ci', 'install'];

/** Finds the calls of npm scripts in a line of a shell, or in a text. */
export function npmCommandLines(text: string): NpmCommandLine[] {
  const calls = text.matchAll(
    /\bnpm (?:--prefix \S+ )?(?:run )?(?:--silent )?(?!run\b)([a-z][\w:-]*)(?:(?: --silent)? -- ([^#&|;]*))?/g,
  );
  return [...calls]
    .map(([, script = '', args = '']) => ({ script, args: (args.match(/"[^"]*"|\S+/g) ?? []).map(withoutQuotes) }))
    .filter(({ script }) => !npmCommands.includes(script));
}

function withoutQuotes(word: string): string {
  return word.replace(/^"(.*)"$/, '$1');
}

/** Returns the npm scripts that a text runs although package.json does not have them. */
export function missingScripts(text: string, { npmScripts }: Repository): string[] {
  return npmCommandLines(text)
    .map(({ script }) => script)
    .filter((script) => !npmScripts.includes(script));
}
