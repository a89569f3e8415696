import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** Makes an empty directory, which is removed after all tests of the file, and returns its path. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(await realpath(tmpdir()), 'test-'));
  made.push(directory);
  return directory;
}

/** Removes the directories that were made so far. */
export async function removeTemporaryDirectories(): Promise<void> {
  const directories = made.splice(0);
  await Promise.all(directories.map((it) => rm(it, { recursive: true, force: true, maxRetries: 3 })));
}
