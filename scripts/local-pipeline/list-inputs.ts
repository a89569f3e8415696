import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../functions/thumbnail/errors.ts';
import { UsageError } from '../cli/usage-error.ts';
import { contentByName } from './content-by-name.ts';
import type { UnreportedOutcome } from './local-outcome.ts';

/** A file to upload, and the key to upload it to. */
export interface Input {
  key: string;
  file: string;
  /** Whether an image is expected: the file was given by name, or its name is that of an image. */
  isExpected: boolean;
}

/** A file or directory that is not uploaded, and why. */
export type OmittedInput = Pick<UnreportedOutcome, 'key' | 'result' | 'code' | 'reason'>;

export interface Inputs {
  files: Input[];
  omitted: OmittedInput[];
}

/**
 * Lists the files that paths stand for. A file's key is its name; files in a directory have their path inside it as their keys.
 * In a directory, hidden files are left out, and files whose names say that they are no images are omitted.
 *
 * @param output the directory for thumbnails, whose files are left out
 * @throws {UsageError} when a path does not exist, or two files have one key
 */
export async function listInputs(paths: readonly string[], output?: string): Promise<Inputs> {
  const realOutput = output === undefined ? undefined : await realpath(output).catch(() => undefined);
  const found = join(await Promise.all(paths.map((given) => inputsOf(given, realOutput))));
  const byKey = new Map<string, Input>();
  for (const input of found.files) {
    const other = byKey.get(input.key);
    if (other === undefined) byKey.set(input.key, input);
    else if (!(await isSameFile(input.file, other.file))) {
      throw new UsageError(
        `${other.file} and ${input.file} would both have the key ${JSON.stringify(input.key)}. Rename one, or process them separately.`,
      );
    }
  }
  return { files: [...byKey.values()], omitted: found.omitted };
}

async function inputsOf(given: string, output: string | undefined): Promise<Inputs> {
  const found = await stat(given).catch(() => undefined);
  if (!found) throw new UsageError(`No such file or directory: ${given}`);
  if (!found.isDirectory()) {
    const input = { key: path.basename(path.resolve(given)), file: given, isExpected: true };
    return { files: [input], omitted: [] };
  }
  if ((await realpath(given)) === output)
    throw new UsageError(`${given} is the directory for thumbnails, expected another one.`);
  return inputsBelow(given, '', new Set(output === undefined ? [] : [output]));
}

/** Follows links, as `aws s3 sync` does, unless one leads back to a directory that it is in, or to one that is left out. */
async function inputsBelow(directory: string, prefix: string, above: ReadonlySet<string>): Promise<Inputs> {
  const real = await realpath(directory);
  if (above.has(real)) return { files: [], omitted: [] };
  const within = new Set([...above, real]);
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    const key = prefix || `${path.basename(real)}/`;
    const reason = `${directory} cannot be read: ${messageOf(error)}`;
    return { files: [], omitted: [{ key, result: 'failed', code: 'not-readable', reason }] };
  }
  const visible = names.filter((name) => !name.startsWith('.')).sort();
  return join(await Promise.all(visible.map((name) => entryOf(path.join(directory, name), prefix + name, within))));
}

async function entryOf(file: string, key: string, above: ReadonlySet<string>): Promise<Inputs> {
  const isDirectory = (await stat(file).catch(() => undefined))?.isDirectory();
  if (isDirectory) return inputsBelow(file, `${key}/`, above);
  const content = contentByName(file);
  if (content !== 'other') return { files: [{ key, file, isExpected: content === 'image' }], omitted: [] };
  const reason = 'By its name, this file is no image.';
  return { files: [], omitted: [{ key, result: 'skipped', code: 'not-an-image', reason }] };
}

function join(all: readonly Inputs[]): Inputs {
  return { files: all.flatMap(({ files }) => files), omitted: all.flatMap(({ omitted }) => omitted) };
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [realOne, realOther] = await Promise.all([one, other].map((file) => realpath(file).catch(() => file)));
  return realOne === realOther;
}
