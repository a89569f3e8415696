import { readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * Returns all test files, as paths relative to the project's directory. The trials come first: they take longest, and would
 * otherwise still run when all other files are done.
 */
export async function testFiles(directory: string): Promise<string[]> {
  const files = (await readdir(path.join(directory, 'test'), { recursive: true }))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.posix.join('test', file.split(path.sep).join('/')))
    .sort();
  const isTrial = (file: string) => file.startsWith('test/scripts/trials/');
  return [...files.filter(isTrial), ...files.filter((file) => !isTrial(file))];
}
