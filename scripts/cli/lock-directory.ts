import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createDirectory } from './create-directory.ts';
import { hasCode } from './has-code.ts';

/**
 * Locks a directory, so that no two processes write to it. The lock of a process that was killed is taken over.
 *
 * @returns a function that releases the lock
 * @throws {Error} when a running process holds it
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await createDirectory(directory);
  const file = path.join(directory, 'held-by-process');
  const claim = `${file}.${randomUUID()}`;
  await writeFile(claim, `${process.pid} ${randomUUID()}`, { flag: 'wx' });
  try {
    await take(file, claim);
  } finally {
    await rm(claim, { force: true });
  }
  return () => rm(file, { force: true });
}

/**
 * Puts the content of the claim at `file`, which exactly one of any number of processes can do. A dead holder's file may be
 * replaced only by the process that has put its claim at the file's successor, which is taken in the same way.
 */
async function take(file: string, claim: string): Promise<void> {
  for (;;) {
    if (await isCreated(file, claim)) return;
    const holder = await contentOf(file);
    // It was released in between.
    if (holder === undefined) continue;
    const [pid = '', id = ''] = holder.split(' ');
    if (isRunning(Number(pid))) {
      throw new Error(
        `${path.dirname(file)} is in use by process ${pid}, which should be another run of this command: stop it first. If it is not, remove ${file}.`,
      );
    }
    const successor = `${file}.after-${id}`;
    await take(successor, claim);
    // Another process may have replaced the dead holder's file before this one had the successor.
    if ((await contentOf(file)) === holder) return rename(successor, file);
    await rm(successor);
  }
}

/** Creates the file with its content in one step, so that nobody can read it half-written; false when there is one. */
async function isCreated(file: string, claim: string): Promise<boolean> {
  try {
    await link(claim, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  // In a container, the process that was killed may have had the same id.
  if (pid === 0 || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process, which runs all the same.
    return hasCode(error, 'EPERM');
  }
}
