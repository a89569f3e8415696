import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'chai';

/** Plans and reports of them. */
export const fixture = (name: string) => new URL(`../../fixtures/plans/${name}`, import.meta.url);

/** Compares a report with the stored one of that name; with `UPDATE_FIXTURES=1` in the environment, stores it instead. */
export async function expectReport(name: string, report: string): Promise<void> {
  const file = fixture(`${name}.md`);
  if (process.env['UPDATE_FIXTURES'] === '1') await writeFile(file, report);
  expect(report).to.equal(await readFile(file, 'utf8'));
}
