import { existsSync } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';

/** A process that was told to end may take this long on a machine that is busy with other tests. */
const patienceMs = 50_000;

/** Expects that no process works in a directory or below it, which may be gone. Without /proc, this cannot be known. */
export async function noneRunsIn(directory: string): Promise<void> {
  if (!existsSync('/proc/self/cwd')) return;
  const deadline = Date.now() + patienceMs;
  let found = await processesIn(directory);
  while (found.length > 0 && Date.now() < deadline) {
    await delay(50);
    found = await processesIn(directory);
  }
  expect(found, `processes that still run in ${directory}`).to.deep.equal([]);
}

async function processesIn(directory: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const cwds = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => '')));
  return ids.filter((_, index) => cwds[index]?.startsWith(directory));
}
