import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';

/**
 * A zip of all files below a folder whose bytes follow from their names and contents alone, so that what has not changed
 * is not deployed again: sorted, each of one time and mode. fflate rather than node:zlib, whose output changes with Node's.
 *
 * @throws Error when there is a symbolic link: where it leads is not in the zip.
 */
export async function zipOf(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const link = entries.find((entry) => entry.isSymbolicLink());
  if (link)
    throw new Error(`${path.join(link.parentPath, link.name)} is a symbolic link, expected files and folders only.`);

  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  const zippable: Zippable = {};
  for (const name of names.sort()) zippable[name] = await readFile(path.join(folder, name));
  return zipSync(zippable, {
    level: 6,
    // The first moment that a zip can name. It names local time, hence no time zone here.
    mtime: new Date(1980, 0, 1),
    // Unix, readable by all: Lambda runs the function as another user than the one that unpacks it.
    os: 3,
    attrs: 0o100644 << 16,
  });
}
