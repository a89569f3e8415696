import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../cli/project-root.ts';
import { Report } from './report.ts';

/** Where a benchmark is written. */
export const reportDirectory = path.join(root, 'docs', 'benchmarks');

/**
 * Reads the latest benchmark.
 * @throws {Error} when there is none
 */
export async function readReport(): Promise<Report> {
  const file = path.join(reportDirectory, 'benchmark.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`${file} is missing. To write it: npm run bench`);
  return Report.parse(JSON.parse(text));
}
