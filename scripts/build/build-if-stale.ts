import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { entriesBelow } from './entries-below.mjs';
import { rememberedDigest } from './remembered-digest.ts';

export interface Target {
  /** Absolute paths of the files and directories that the output is built from. */
  from: readonly string[];
  /** Absolute path of the file or directory that is built. */
  output: string;
  /** A file that stores a digest of the sources' contents, and one of the times of the output's files. */
  stamp: string;
}

/**
 * Builds the output, unless it was built from files with the same names and contents. It compares the output's files by size and time,
 * since they are large, and each change changes their time. It compares the sources by content if their times have changed, since git
 * changes times alone.
 */
export async function buildIfStale({ from, output, stamp }: Target, build: () => Promise<void>): Promise<void> {
  // Names are relative, so that a copy of the project with its times needs no new build.
  const nameOf = (file: string) => path.relative(path.dirname(stamp), file);
  const sources = from.flatMap(filesBelow).sort();
  const source = rememberedDigest(sources, `${stamp}-sources`, () => contentDigest(sources, nameOf));
  const digest = () => `${source} ${timesDigest(output, nameOf)}`;
  const isBuilt = () => {
    try {
      return readFileSync(stamp, 'utf8') === digest();
    } catch {
      // The stamp or the output is missing, or another process is building it.
      return false;
    }
  };
  if (isBuilt()) return;
  // If the build fails halfway, its output belongs to neither state of the files.
  await rm(stamp, { force: true });
  await build();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, digest());
}

/** Reads file by file. To let other threads read all at once would take three times the CPU time, for files that are in memory. */
function contentDigest(files: readonly string[], nameOf: (file: string) => string): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${nameOf(file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function timesDigest(output: string, nameOf: (file: string) => string): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(output).sort()) {
    const { size, mtime } = statSync(file);
    hash.update(`${nameOf(file)}\0${size}\0${mtime.getTime()}\0`);
  }
  return hash.digest('hex');
}

function filesBelow(file: string): string[] {
  return entriesBelow(file).flatMap((entry) => (entry.isFile ? entry.path : []));
}
