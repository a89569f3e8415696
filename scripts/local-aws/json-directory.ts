import { randomUUID } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type * as z from 'zod';

/** Records, each in a JSON file of its own named for its id, that outlive the process. */
export interface JsonDirectory<Entry> {
  /** Those that were there when the directory was opened. */
  readonly entries: Entry[];
  /**
   * The record outlives a `kill -9` as soon as this is called, not only when it resolves: what the record tells of may have
   * been done just before, and may be acknowledged next.
   */
  write(id: string, entry: Entry): Promise<void>;
  remove(id: string): Promise<void>;
}

/**
 * Opens a directory of records, and makes it if need be. Without a directory nothing is kept.
 *
 * @throws Error naming the file, when one is not a record of this kind
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
    // What a kill left half written was acknowledged to nobody.
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
    throw new Error(`${file} cannot be read as what is kept in its folder. Remove the file to go on without it.`, {
      cause,
    });
  }
}
