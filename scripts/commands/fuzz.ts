import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { escapeControlCharacters } from '../../functions/thumbnail/escape-control-characters.ts';
import { interruption } from '../cli/interruption.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { root } from '../cli/project-root.ts';
import { reportProblem } from '../cli/report-problem.ts';
import { type FuzzArguments, parseFuzzArguments, usage } from '../trials/fuzz/arguments.ts';
import { type Finding, type Fuzzed, fuzz } from '../trials/fuzz/fuzz.ts';
import { inputsOf } from '../trials/fuzz/inputs.ts';
import { sampleImages } from '../trials/fuzz/sample-images.ts';

const folder = path.join(root, '.fuzz');

/** `npm run fuzz`. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const parsed = parseFuzzArguments(args);
    if (parsed.mode === 'fuzz') return await run(parsed);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    return reportProblem(error, usage);
  }
}

async function run({ inputs: count, seed, first }: FuzzArguments & { mode: 'fuzz' }): Promise<number> {
  const interrupted = interruption();
  const bar = progressBar(count, process.stderr);
  const started = performance.now();
  const findings: Promise<void>[] = [];
  try {
    const fuzzed = await fuzz({
      inputs: inputsOf(await sampleImages(), seed),
      first,
      count,
      signal: interrupted.signal,
      onProgress: (done) => bar.update(done),
      onFinding: (finding) => {
        bar.print(process.stdout, `${finding.index}: ${finding.name}: ${escapeControlCharacters(finding.harm)}`);
        findings.push(keep(finding, seed));
      },
    });
    await Promise.all(findings);
    bar.end();
    const seconds = Math.round((performance.now() - started) / 1000);
    const heading = `${count} inputs from ${first}, seed ${seed}, ${seconds} s: ${findings.length} did harm`;
    process.stdout.write(`${reportOf(fuzzed, heading)}\n`);
    return interrupted.exitCode || (findings.length > 0 ? 1 : 0);
  } finally {
    bar.end();
  }
}

async function keep({ index, bytes }: Finding, seed: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${seed}-${index}`), bytes);
}

function reportOf({ outcomes, peakBytes }: Fuzzed, heading: string): string {
  const rows = [...outcomes].sort(([, one], [, other]) => other - one);
  const peak = peakBytes === undefined ? 'unknown' : `${Math.ceil(peakBytes / 1024 ** 2)} MB`;
  return [
    heading,
    ...rows.map(([outcome, count]) => `${String(count).padStart(8)}  ${outcome}`),
    `The function's processes had ${peak} at the most.`,
  ].join('\n');
}
