import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/cli/project-root.ts';

/**
 * The rows of the tables in a document of docs/, or in the section under one of its `##` headings: the second cell by the name in the
 * first, which is written as code.
 */
export function tableRows(document: string, heading?: string): Map<string, string> {
  const text = readFileSync(path.join(root, 'docs', document), 'utf8');
  const section = heading === undefined ? text : text.split(/^## /m).find((each) => each.startsWith(`${heading}\n`));
  const rows = section?.matchAll(/^\| `([\w.-]+)` \| (.*?) \|/gm) ?? [];
  return new Map([...rows].map(([, name = '', second = '']) => [name, second]));
}
