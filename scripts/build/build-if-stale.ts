import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Target {
  /** Absolute paths of the files and directories that the output is built from. */
  from: readonly string[];
  /** Absolute path of the file or directory that is built. */
  output: string;
  /** A file that remembers digests of the output, and of what it was built from. */
  stamp: string;
}

/** Builds the output, unless it is what was built from files with the same names and contents. */
export async function buildIfStale({ from, output, stamp }: Target, build: () => Promise<void>): Promise<void> {
  const [source, result, built] = await Promise.all([
    fingerprint(from),
    fingerprint([output]).catch(() => undefined),
    readFile(stamp, 'utf8').catch(() => undefined),
  ]);
  if (built === `${source} ${result}`) return;
  // If the build fails halfway, its output belongs to neither state of the files.
  await rm(stamp, { force: true });
  await build();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, `${source} ${await fingerprint([output])}`);
}

async function fingerprint(paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesBelow))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256');
  for (const [index, content] of contents.entries())
    hash.update(`${files[index]}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

async function filesBelow(file: string): Promise<string[]> {
  if (!(await stat(file)).isDirectory()) return [file];
  const entries = await readdir(file, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
