import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../cli/project-root.ts';

/** Returns the directory of the drawn images. Its name changes with the code that draws, so that no image is of another version. */
export async function corpusDirectory(): Promise<string> {
  const sources = path.join(root, 'scripts', 'trials', 'bench', 'corpus');
  const hash = createHash('sha256');
  for (const file of (await readdir(sources)).sort()) hash.update(await readFile(path.join(sources, file)));
  return path.join(root, 'dist', 'bench', `corpus-${hash.digest('hex').slice(0, 12)}`);
}
