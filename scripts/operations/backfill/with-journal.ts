import { rmdirSync } from 'node:fs';
import path from 'node:path';
import { hasCode } from '../../cli/has-code.ts';
import { lockDirectory } from '../../cli/lock-directory.ts';
import { type Journal, openJournal } from './journal.ts';

/**
 * Runs work with the journal in a directory, which no other process can use meanwhile, and returns what the work returns.
 *
 * @throws {Error} when a running process uses the directory, when its journal cannot be read, or when the work fails
 */
export async function withJournal<Result>(
  directory: string,
  work: (journal: Journal) => Promise<Result>,
): Promise<Result> {
  const unlock = await lockDirectory(directory);
  try {
    return await work(openJournal(path.join(directory, 'journal.jsonl')));
  } finally {
    await unlock();
    removeIfEmpty(directory);
  }
}

/** Removes the directory of a backfill, which is empty if the backfill had no problems. */
function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch (error) {
    if (!hasCode(error, 'ENOTEMPTY')) throw error;
  }
}
