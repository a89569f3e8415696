import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createDirectory } from '../cli/create-directory.ts';
import { hasCode } from '../cli/has-code.ts';

/**
 * Writes an object to `output/<key>`, and never anywhere else, whatever the key is and whatever the directory contains. It does not
 * yield: to let another thread write a thumbnail takes twice the CPU time.
 *
 * @throws {Error} when the key leads out of the directory, or through a link, or is no path that this machine can write
 */
export async function writeInto(output: string, key: string, data: Uint8Array): Promise<void> {
  const parts = key.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes(path.sep))) {
    throw new Error(`The key ${JSON.stringify(key)} is not the path of a file inside a directory.`);
  }
  let directory = path.resolve(output);
  await createDirectory(directory);
  for (const part of parts.slice(0, -1)) {
    directory = path.join(directory, part);
    const found = lstatSync(directory, { throwIfNoEntry: false });
    if (!found) make(directory);
    if (!(found ?? lstatSync(directory)).isDirectory()) throw new Error(`${directory} is not a directory.`);
  }
  // Written aside, then renamed: a link of that name is replaced, not followed, and nobody sees half a file.
  const aside = path.join(directory, `.incoming-${randomUUID()}`);
  try {
    writeFileSync(aside, data);
    renameSync(aside, path.join(directory, parts.at(-1) ?? ''));
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function make(directory: string): void {
  try {
    mkdirSync(directory);
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}
