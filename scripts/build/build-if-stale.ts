import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Made {
  /** Absolute paths of the files and folders that it is made from. */
  from: readonly string[];
  /** Absolute path of what is made. */
  output: string;
  /** A file that remembers what it was last made from. */
  stamp: string;
}

/** Makes something, unless it is there and was made from files with the same names and contents. */
export async function buildIfStale({ from, output, stamp }: Made, make: () => Promise<void>): Promise<void> {
  const [wanted, made, present] = await Promise.all([
    fingerprint(from),
    readFile(stamp, 'utf8').catch(() => undefined),
    stat(output).catch(() => undefined),
  ]);
  if (present && made === wanted) return;
  // Should it fail half-way, what is there then was made from neither.
  await rm(stamp, { force: true });
  await make();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
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
