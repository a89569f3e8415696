import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** A new directory, empty, that is removed when all tests are done. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(await realpath(tmpdir()), 'test-'));
  made.push(directory);
  return directory;
}

after(() => Promise.all(made.map((directory) => rm(directory, { recursive: true, force: true, maxRetries: 3 }))));
