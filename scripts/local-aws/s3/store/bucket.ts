import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type ObjectInfo, objectFileName, readObjectFile } from './object-file.ts';

/** A bucket's directory and the index of its objects. */
export interface Bucket {
  readonly directory: string;
  readonly created: Date;
  readonly objects: Map<string, ObjectInfo>;
  /** The files of objects that are not in files of the bucket, by key. */
  readonly references: Map<string, string>;
  /** Computed for a listing, and dropped when a key is added or removed. */
  sortedKeys?: readonly string[] | undefined;
}

const incoming = '.incoming';

/**
 * Opens or creates a bucket. Removes uploads that were unfinished when it was last open, and ignores files that are no
 * complete objects.
 */
export async function openBucket(directory: string): Promise<Bucket> {
  await rm(path.join(directory, incoming), { recursive: true, force: true });
  await mkdir(path.join(directory, incoming), { recursive: true });
  const objects = new Map<string, ObjectInfo>();
  for (const file of await readdir(directory, { withFileTypes: true })) {
    const info = file.isFile() ? readObjectFile(path.join(directory, file.name)) : undefined;
    if (info) objects.set(info.key, info);
  }
  const { birthtime } = await stat(directory);
  return { directory, created: birthtime, objects, references: new Map() };
}

/** Returns the path of an object's file in the bucket. */
export function objectPath({ directory }: Bucket, key: string): string {
  return path.join(directory, objectFileName(key));
}

/** Returns a path for a new file, on the file system of the objects so that a rename can make it one of them. */
export function incomingPath({ directory }: Bucket): string {
  return path.join(directory, incoming, randomUUID());
}
