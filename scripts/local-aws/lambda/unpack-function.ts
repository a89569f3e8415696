import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Unpacks a function's zip into a folder. Its node_modules are left out and this project's put in their place: they are the
 * same versions, of one lock file, but those in the zip hold machine code for the platform that the function is deployed to.
 */
export async function unpackFunction(zip: string, folder: string, nodeModules: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = unzipSync(await readFile(zip), { filter: ({ name }) => !name.startsWith('node_modules/') });
  for (const [name, data] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), data);
  }
  await symlink(nodeModules, path.join(folder, 'node_modules'), 'junction');
}
