import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { defineCommand } from '../cli/command.ts';
import { createDirectory } from '../cli/create-directory.ts';
import { value, wholeNumber } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { root } from '../cli/project-root.ts';
import { type Fuzzed, fuzz } from '../trials/fuzz/fuzz.ts';
import type { Finding } from '../trials/fuzz/judge.ts';
import { seedOption } from '../trials/seed-option.ts';

export const command = defineCommand({
  summary: 'Give the function broken images, and check that each has an outcome in time and within the memory.',
  usage: ['npm run fuzz -- [--inputs N] [--seed N] [--first N]'],
  description: `The images are truncated, changed, put together from several, or have extreme values in their headers. The function runs as
it is deployed, in processes of its own. An input that does harm is kept in .fuzz/.`,
  options: {
    inputs: value(
      'N',
      'how many (default 20000, which takes about half an hour)',
      wholeNumber(1, 10_000_000).default(20_000),
    ),
    seed: seedOption('other inputs'),
    first: value('N', 'begin with the input of this number (default 0)', wholeNumber(0, 10_000_000).default(0)),
  },
  examples: { 'npm run fuzz -- --seed 7 --first 1234 --inputs 1': 'repeat one input that was reported' },
  exitCodes: { 0: 'no input did harm', 1: 'one did' },
  async run({ inputs: count, seed, first }, { signal }) {
    const bar = progressBar(count, process.stderr);
    const started = performance.now();
    const findings: Promise<void>[] = [];
    try {
      const fuzzed = await fuzz({
        seed,
        first,
        count,
        signal,
        onProgress: (done) => bar.update(done),
        onFinding: (finding) => {
          bar.print(process.stdout, `${finding.index}: ${finding.name}: ${escapeControlCharacters(finding.harm)}`);
          findings.push(keep(finding, seed));
        },
      });
      await Promise.all(findings);
      bar.end();
      const seconds = Math.round((performance.now() - started) / 1000);
      const heading = `${sum(fuzzed.outcomes)} inputs from ${first}, seed ${seed}, ${seconds} s: ${findings.length} did harm`;
      process.stdout.write(`${reportOf(fuzzed, heading)}\n`);
      signal.throwIfAborted();
      return findings.length > 0 ? 1 : 0;
    } finally {
      bar.end();
    }
  },
});

async function keep({ index, bytes }: Finding, seed: number): Promise<void> {
  const directory = path.join(root, '.fuzz');
  await createDirectory(directory);
  await writeFile(path.join(directory, `${seed}-${index}`), bytes);
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function reportOf({ outcomes, peakBytes }: Fuzzed, heading: string): string {
  const rows = [...outcomes].sort(([, one], [, other]) => other - one);
  const peak = peakBytes === undefined ? 'unknown' : `${Math.ceil(peakBytes / 1024 ** 2)} MB`;
  return [
    heading,
    ...rows.map(([outcome, count]) => `${String(count).padStart(8)}  ${outcome}`),
    `Peak memory of the function: ${peak}.`,
  ].join('\n');
}
