import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { replaceBetweenMarkers } from '../../../build/replace-between-markers.ts';
import { createDirectory } from '../../../cli/create-directory.ts';
import { claimsOf } from './claims.ts';
import { claimsTable, reportMarkdown } from './markdown.ts';
import { memoryPlot, timesPlot } from './plots.ts';
import { Report } from './report.ts';

/**
 * Writes a benchmark into a directory as Markdown, JSON and SVG, and its claims into the README, if one is given.
 * @throws {Error} when something was not measured
 */
export async function writeReport(
  report: Report,
  { directory, readme }: { directory: string; readme: string | undefined },
): Promise<void> {
  const { measured, contestants } = Report.parse(report);
  const claims = claimsOf(report);
  await createDirectory(directory);
  const write = (name: string, content: string) => writeFile(path.join(directory, name), content);
  await write('README.md', reportMarkdown(report, claims));
  await write('benchmark.json', `${JSON.stringify(report, rounded)}\n`);
  await write('benchmark.svg', timesPlot(measured.classes, contestants));
  await write('memory.svg', memoryPlot(measured.flatness));
  if (readme === undefined) return;
  await writeFile(readme, replaceBetweenMarkers(await readFile(readme, 'utf8'), 'benchmark', claimsTable(claims)));
}

/** More digits than were measured would only make differences hard to read. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;
}
