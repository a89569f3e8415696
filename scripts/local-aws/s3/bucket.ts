import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type ObjectInfo, objectFileName, readObjectFile } from './object-file.ts';

/** A bucket's directory, and the index of what is in it. */
export interface Bucket {
  readonly directory: string;
  readonly created: Date;
  readonly objects: Map<string, ObjectInfo>;
  /** Made when a listing needs it, dropped when a key comes or goes. */
  sortedKeys?: readonly string[] | undefined;
}

const incoming = '.incoming';

/** Opens a bucket, or makes it. Removes what was being received when it was last open; a file that is no whole object stays unseen. */
export async function openBucket(directory: string): Promise<Bucket> {
  await rm(path.join(directory, incoming), { recursive: true, force: true });
  await mkdir(path.join(directory, incoming), { recursive: true });
  const objects = new Map<string, ObjectInfo>();
  for (const file of await readdir(directory, { withFileTypes: true })) {
    const info = file.isFile() ? readObjectFile(path.join(directory, file.name)) : undefined;
    if (info) objects.set(info.key, info);
  }
  const { birthtime } = await stat(directory);
  return { directory, created: birthtime, objects };
}

export function objectPath({ directory }: Bucket, key: string): string {
  return path.join(directory, objectFileName(key));
}

/** A new file's path, aside from the objects and on their file system, so that a rename makes it one of them. */
export function incomingPath({ directory }: Bucket): string {
  return path.join(directory, incoming, randomUUID());
}
