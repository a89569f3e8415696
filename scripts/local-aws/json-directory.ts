import { randomUUID } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod';

/** Records that outlive the process. Each has a JSON file of its own, named for its id. */
export interface JsonDirectory<Entry> {
  /** The records that the directory held when it was opened. */
  readonly entries: Entry[];
  /**
   * Writes a record. It survives a `kill -9` as soon as this is called, before the promise resolves: a caller may acknowledge
   * the change that it records in the same turn of the event loop.
   */
  write(id: string, entry: Entry): Promise<void>;
  remove(id: string): Promise<void>;
}

/**
 * Opens a directory of records and creates it if it is missing. Without a directory nothing is kept.
 *
 * @throws {Error} when a file is not a record of this kind
 */
export async function openJsonDirectory<Entry>(
  directory: string | undefined,
  schema: z.ZodType<Entry>,
): Promise<JsonDirectory<Entry>> {
  if (directory === undefined) return { entries: [], write: async () => {}, remove: async () => {} };
  await mkdir(directory, { recursive: true });
  const entries: Entry[] = [];
  for (const name of await readdir(directory)) {
    const file = path.join(directory, name);
    // A record that a kill left half written was never acknowledged.
    if (name.endsWith('.partial')) await rm(file);
    else entries.push(await readEntry(file, schema));
  }
  const fileOf = (id: string) => path.join(directory, `${id}.json`);
  return {
    entries,
    async write(id, entry) {
      const partial = path.join(directory, `${randomUUID()}.partial`);
      writeFileSync(partial, JSON.stringify(entry));
      renameSync(partial, fileOf(id));
    },
    remove: (id) => rm(fileOf(id), { force: true }),
  };
}

async function readEntry<Entry>(file: string, schema: z.ZodType<Entry>): Promise<Entry> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} is damaged, or another version wrote it. Remove the file to continue without it.`, {
      cause,
    });
  }
}
