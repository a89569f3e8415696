import { existsSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../functions/thumbnail/errors.ts';

/**
 * Creates a directory that a user named, and its parents, unless they exist. It does not use Node's `recursive`, which never returns
 * below `/proc`.
 *
 * @throws {Error} when it cannot be created, or is a file
 */
export async function createDirectory(directory: string): Promise<void> {
  if (isDirectory(directory)) return;
  const parent = path.dirname(directory);
  if (parent !== directory && !existsSync(parent)) await createDirectory(parent);
  try {
    await mkdir(directory);
  } catch (error) {
    // Another process may have created it meanwhile.
    if (isDirectory(directory)) return;
    throw new Error(`The directory ${directory} cannot be created: ${messageOf(error)}`, { cause: error });
  }
}

function isDirectory(file: string): boolean {
  return existsSync(file) && statSync(file).isDirectory();
}
