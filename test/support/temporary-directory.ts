import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Names the directories of this process. A variable would not: mocha loads this module twice, by `import` and by `require`. */
const prefix = `test-${process.pid}-`;

/** Makes an empty directory, which is removed after all tests of the file, and returns its path. */
export async function temporaryDirectory(): Promise<string> {
  return mkdtemp(path.join(await realpath(tmpdir()), prefix));
}

/** Removes the directories that this process made. */
export async function removeTemporaryDirectories(): Promise<void> {
  const directory = await realpath(tmpdir());
  const made = (await readdir(directory)).filter((name) => name.startsWith(prefix));
  await Promise.all(
    made.map((name) => rm(path.join(directory, name), { recursive: true, force: true, maxRetries: 3 })),
  );
}
