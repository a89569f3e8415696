import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Takes a directory for this process alone, so that no two write to it. One that a killed process held is taken over.
 *
 * @returns what gives it back
 * @throws Error when another process holds it
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, 'held-by-process');
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  if (holder !== 0 && holder !== process.pid && isRunning(holder)) {
    throw new Error(
      `${directory} is in use by process ${holder}, which should be another npm start: stop it first. If it is not, remove ${file}.`,
    );
  }
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process, but one that runs.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
