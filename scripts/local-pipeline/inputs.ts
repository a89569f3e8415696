import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../cli/usage-error.ts';

/** A file to upload, and the key to upload it to. */
export interface Input {
  key: string;
  file: string;
}

/**
 * The files that paths stand for: a file's key is its name; the files of a folder have their path inside it as their keys.
 *
 * @param leftOut a folder whose files are not meant, although it may be inside one that is
 * @throws UsageError for a path that is not there, and for two files with one key.
 */
export async function listInputs(paths: readonly string[], leftOut?: string): Promise<Input[]> {
  const folder = leftOut === undefined ? undefined : await realpath(leftOut).catch(() => undefined);
  const inputs = (await Promise.all(paths.map((given) => filesOf(given, folder)))).flat();
  const files = new Map<string, string>();
  for (const { key, file } of inputs) {
    const other = files.get(key);
    if (other !== undefined) {
      throw new UsageError(
        `${other} and ${file} would both have the key ${JSON.stringify(key)}. Rename one, or run them apart.`,
      );
    }
    files.set(key, file);
  }
  return inputs;
}

async function filesOf(given: string, leftOut: string | undefined): Promise<Input[]> {
  const found = await stat(given).catch(() => undefined);
  if (!found) throw new UsageError(`${given} is not there, expected a file or a folder.`);
  if (!found.isDirectory()) return [{ key: path.basename(path.resolve(given)), file: given }];
  if ((await realpath(given)) === leftOut)
    throw new UsageError(`${given} is where the thumbnails go, expected another folder.`);
  return filesBelow(given, '', new Set(leftOut === undefined ? [] : [leftOut]));
}

/** Follows links, as `aws s3 sync` does, but none that leads back to a folder it is in, or to one that is left out. */
async function filesBelow(folder: string, prefix: string, above: ReadonlySet<string>): Promise<Input[]> {
  const real = await realpath(folder);
  if (above.has(real)) return [];
  const within = new Set([...above, real]);
  const names = (await readdir(folder)).sort();
  const inputs = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const isFolder = (await stat(file).catch(() => undefined))?.isDirectory();
      return isFolder ? filesBelow(file, `${prefix}${name}/`, within) : [{ key: prefix + name, file }];
    }),
  );
  return inputs.flat();
}
