import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** The facts about the project that its documents refer to. Paths are relative to the root, use `/`, and do not end with one. */
export interface Repository {
  paths: readonly string[];
  /** The patterns of `.gitignore`: what they match is built or installed, so it may be missing. */
  ignored: readonly string[];
  npmScripts: readonly string[];
  /** The names that the source uses, whatever they name. */
  identifiers: ReadonlySet<string>;
  read(file: string): string;
}

const Package = z.object({ scripts: z.record(z.string(), z.string()) });

export function readRepository(root: string): Repository {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const ignored = read('.gitignore').split('\n').filter(Boolean);
  const skipped = new Set(['.git', ...ignored.map((pattern) => pattern.replace(/\/$/, ''))]);
  const paths = pathsBelow(root, '', skipped);
  // Tests of documents make up names.
  const source = paths.filter((file) => /\.(ts|mjs)$/.test(file) && !file.startsWith('test/docs/')).map(read);
  return {
    paths,
    ignored,
    identifiers: new Set(source.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? [])),
    npmScripts: Object.keys(Package.parse(JSON.parse(read('package.json'))).scripts),
    read,
  };
}

/** The documents that people write; those of plans are written by a test. */
export function documents({ paths }: Repository): string[] {
  return paths.filter((file) => file.endsWith('.md') && !file.startsWith('test/fixtures/plans/'));
}

function pathsBelow(root: string, directory: string, skipped: ReadonlySet<string>): string[] {
  const entries = readdirSync(path.join(root, directory), { withFileTypes: true });
  return entries
    .filter(({ name }) => !skipped.has(name))
    .flatMap((entry) => {
      const each = path.posix.join(directory, entry.name);
      return entry.isDirectory() ? [each, ...pathsBelow(root, each, skipped)] : [each];
    });
}
