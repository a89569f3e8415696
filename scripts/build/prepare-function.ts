import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { buildIfStale } from './build-if-stale.ts';

const sources = ['functions', 'scripts/build', 'tsup.config.ts', 'package-lock.json'];

/**
 * Builds the function's zip, unless it is there and current. Gives the file that remembers what it was made from. What builds
 * is loaded only then, so that a command that has nothing to build starts at once.
 */
export async function prepareFunction(): Promise<string> {
  const stamp = path.join(root, 'dist', '.function-made-from');
  const from = sources.map((source) => path.join(root, source));
  await buildIfStale({ from, output: path.join(root, 'dist', 'thumbnail.zip'), stamp }, async () => {
    const { buildFunction } = await import('./build-function.ts');
    await buildFunction();
  });
  return stamp;
}
