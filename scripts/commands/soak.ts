import { interruption } from '../cli/interruption.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { reportProblem } from '../cli/report-problem.ts';
import { parseSoakArguments, usage } from '../trials/soak/arguments.ts';
import { type Soaked, soak } from '../trials/soak/soak.ts';

/** `npm run soak`. Gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const parsed = parseSoakArguments(args);
    if (parsed.mode === 'soak') return await run(parsed);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    return reportProblem(error, usage);
  }
}

async function run({ events, seed }: { events: number; seed: number }): Promise<number> {
  const interrupted = interruption();
  const bar = progressBar(events, process.stderr);
  const started = performance.now();
  try {
    const soaked = await soak({ events, seed, signal: interrupted.signal, onProgress: (done) => bar.update(done) });
    bar.end();
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stdout.write(`${reportOf(soaked, `${events} changes, seed ${seed}, ${seconds} s`)}\n`);
    return interrupted.exitCode || (agrees(soaked) ? 0 : 1);
  } finally {
    bar.end();
  }
}

export function agrees({ lost, wrong, left }: Soaked): boolean {
  return lost.size === 0 && wrong.size === 0 && left === 0;
}

function reportOf(soaked: Soaked, heading: string): string {
  const { faults, outcomes, keys, deadLetters, lost, wrong, left } = soaked;
  return [
    `${heading}: ${agrees(soaked) ? 'everything agrees' : 'NOT EVERYTHING AGREES'}`,
    ...table('What went wrong', faults),
    ...table('What came of the events', outcomes),
    `\n${keys} keys, ${deadLetters} events in the dead-letter queue, ${left} after they were sent again`,
    ...[...lost].map(([key, what]) => `LOST: ${key}, of which no event is in the dead-letter queue, ${what}`),
    ...[...wrong].map(([key, what]) => `WRONG: ${key}, after everything was sent again, ${what}`),
  ].join('\n');
}

function table(title: string, counts: ReadonlyMap<string, number>): string[] {
  const rows = [...counts].sort(([, one], [, other]) => other - one);
  return [`\n${title}`, ...rows.map(([name, count]) => `${String(count).padStart(8)}  ${name}`)];
}
