import type { AcceptedFinding } from './accepted-findings.ts';

/** Returns the table of docs/scanners.md: the rules that share a reason are one row. */
export function findingsTable(findings: readonly AcceptedFinding[]): string {
  const rows = new Map<string, AcceptedFinding[]>();
  for (const finding of findings) {
    const row = `${finding.scanner} ${finding.reason}`;
    rows.set(row, [...(rows.get(row) ?? []), finding]);
  }
  const lines = [...rows.values()].map((row) => {
    const rules = row.map(({ rule }) => rule).join(', ');
    return `| ${row[0]?.scanner} | ${rules} | ${row[0]?.reason} |`;
  });
  return ['| scanner | rule | reason |', '| --- | --- | --- |', ...lines].join('\n');
}
