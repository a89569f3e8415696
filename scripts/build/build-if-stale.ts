import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

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
 * since they are large, and each change changes their time. It compares the sources by content, since git changes their times.
 */
export async function buildIfStale({ from, output, stamp }: Target, build: () => Promise<void>): Promise<void> {
  // Names are relative, so that a copy of the project with its times needs no new build.
  const nameOf = (file: string) => path.relative(path.dirname(stamp), file);
  const [source, result, built] = await Promise.all([
    contentDigest(from, nameOf),
    timesDigest(output, nameOf).catch(() => undefined),
    readFile(stamp, 'utf8').catch(() => undefined),
  ]);
  if (built === `${source} ${result}`) return;
  // If the build fails halfway, its output belongs to neither state of the files.
  await rm(stamp, { force: true });
  await build();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, `${source} ${await timesDigest(output, nameOf)}`);
}

async function contentDigest(paths: readonly string[], nameOf: (file: string) => string): Promise<string> {
  const files = (await Promise.all(paths.map(filesBelow))).flat().sort();
  const contents = await Promise.all(files.map(async (file) => ({ file, content: await readFile(file) })));
  const hash = createHash('sha256');
  for (const { file, content } of contents) hash.update(`${nameOf(file)}\0${content.length}\0`).update(content);
  return hash.digest('hex');
}

async function timesDigest(output: string, nameOf: (file: string) => string): Promise<string> {
  const files = (await filesBelow(output)).sort();
  const lines = files.map(async (file) => {
    const { size, mtime } = await stat(file);
    return `${nameOf(file)}\0${size}\0${mtime.getTime()}\0`;
  });
  return createHash('sha256')
    .update((await Promise.all(lines)).join(''))
    .digest('hex');
}

async function filesBelow(file: string): Promise<string[]> {
  if (!(await stat(file)).isDirectory()) return [file];
  const entries = await readdir(file, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
