import { missingScripts } from './npm-command-lines.ts';
import { exists, isFromRoot } from './paths.ts';
import type { Repository } from './repository.ts';

/** The paths from the root and the npm scripts that source code names, in comments, messages and settings, although they do not exist. */
export function missingInSource(source: string, repository: Repository): string[] {
  const words = source.match(/[\w.*@/-]+/g) ?? [];
  // The end of a sentence is no part of a path, and NAME stands for any name.
  const paths = words.map((word) => word.replace(/\.$/, '')).filter((word) => !/\bNAME\b/.test(word));
  return [
    ...paths.filter((path) => isFromRoot(path, repository) && !exists(path, repository)),
    ...(source.match(/\bnpm run (?:--silent )?[a-z][\w:-]*/g) ?? []).filter(
      (run) => missingScripts(run, repository).length > 0,
    ),
  ];
}
