import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/**
 * Zips all files below a directory. The bytes follow from the names and contents alone, so that an unchanged function is not
 * deployed again: the files are sorted, and all have one time and mode. fflate is used because the output of node:zlib changes
 * with the version of Node.js.
 *
 * @param options.level the compression: 0 only stores, 6 takes time for a small zip
 * @param options.omit the names of files that are left out
 * @throws {Error} when there is a symbolic link: its target is not in the zip
 */
export async function zipOf(
  directory: string,
  { level = 6, omit = [] }: { level?: 0 | 6; omit?: readonly string[] } = {},
): Promise<Uint8Array> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link)
    throw new Error(
      `${path.join(link.parentPath, link.name)} is a symbolic link, expected files and directories only.`,
    );

  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => !omit.includes(name));
  const zippable: Zippable = {};
  for (const name of names.sort()) zippable[name] = await readFile(path.join(directory, name));
  return zipSync(zippable, {
    level,
    // The earliest time that a zip can store. It is a local time, so it has no time zone here.
    mtime: new Date(1980, 0, 1),
    // Unix, and readable by all: Lambda runs the function as another user than the one that unpacks it.
    os: 3,
    attrs: 0o100644 << 16,
  });
}
