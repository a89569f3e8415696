import type { Repository } from './repository.ts';

/** A directory that a user may add: see `npm run check`. */
const optionalDirectory = 'infra/snapshot';

/** Whether the path begins at the root of the repository, with one of the directories there. */
export function isFromRoot(path: string, { paths }: Repository): boolean {
  return path.includes('/') && paths.includes(path.split('/')[0] ?? '');
}

/**
 * Whether a path, which may contain `*`, is in the repository, or is one that git ignores. A path that does not begin at the root,
 * such as `rendering/render.ts`, is the end of one, in any directory.
 */
export function exists(path: string, repository: Repository): boolean {
  if (path.replace(/\/$/, '') === optionalDirectory) return true;
  if (repository.ignored.some((pattern) => new RegExp(`^${expressionOf(pattern)}`).test(path))) return true;
  const start = isFromRoot(path, repository) ? '^' : '(^|/)';
  const expression = new RegExp(`${start}${expressionOf(path.replace(/\/$/, ''))}$`);
  return repository.paths.some((each) => expression.test(each));
}

function expressionOf(glob: string): string {
  return glob.replaceAll('.', '\\.').replace(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^/]*'));
}
