import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Unpacks a function's zip into a directory, over what it held. `nodeModules` replaces the zip's own node_modules, which hold
 * machine code for the platform that the function is deployed to.
 */
export async function unpackFunction(zip: string, directory: string, nodeModules: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const files = unzipSync(await readFile(zip), { filter: ({ name }) => !name.startsWith('node_modules/') });
  for (const [name, data] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(directory, name)), { recursive: true });
    await writeFile(path.join(directory, name), data);
  }
  await symlink(nodeModules, path.join(directory, 'node_modules'), 'junction');
}
