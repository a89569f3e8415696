import { defineCommand } from '../cli/command.ts';
import { countOf } from '../cli/count-of.ts';
import { value, wholeNumber } from '../cli/options.ts';
import { progressBar } from '../cli/progress-bar.ts';
import { seedOption } from '../trials/seed-option.ts';
import { type Soaked, soak } from '../trials/soak/soak.ts';

export const command = defineCommand({
  summary: 'Change a bucket at random while S3 fails and processes die, and check that every thumbnail agrees.',
  usage: ['npm run soak -- [--events N] [--seed N]'],
  description: `Runs on the local AWS, where events come late, twice and out of order as well. At the end every key has to have the
thumbnails of its content, or its event has to be in the dead-letter queue; and all keys once that queue was redriven.`,
  options: {
    events: value(
      'N',
      'how many changes (default 10000, which takes some minutes)',
      wholeNumber(1, 1_000_000).default(10_000),
    ),
    seed: seedOption('another course of events'),
  },
  examples: { 'npm run soak -- --events 500 --seed 7': 'a short run that can be repeated' },
  exitCodes: { 0: 'everything agrees', 1: 'something does not, or a fault did not happen' },
  async run({ events, seed }, { signal }) {
    const bar = progressBar(events, process.stderr);
    const started = performance.now();
    try {
      const soaked = await soak({ events, seed, signal, onProgress: (done) => bar.update(done) });
      bar.end();
      const seconds = Math.round((performance.now() - started) / 1000);
      process.stdout.write(`${reportOf(soaked, `${events} changes, seed ${seed}, ${seconds} s`)}\n`);
      signal.throwIfAborted();
      return isProven(soaked) ? 0 : 1;
    } finally {
      bar.end();
    }
  },
});

function isProven({ lost, wrong, left, missing }: Soaked): boolean {
  return lost.size === 0 && wrong.size === 0 && left === 0 && missing.length === 0;
}

function reportOf(soaked: Soaked, heading: string): string {
  const { faults, outcomes, keys, deadLetters, lost, wrong, left, missing } = soaked;
  return [
    `${heading}: ${isProven(soaked) ? 'everything agrees' : 'FAILED'}`,
    ...table('Injected faults', faults),
    ...table('Outcomes of the events', outcomes),
    `\n${countOf(keys, 'key')}, ${countOf(deadLetters, 'event')} in the dead-letter queue, ${left} after redrives`,
    ...missing.map((kind) => `NOT TRIED: ${kind}`),
    ...[...lost].map(([key, what]) => `LOST: ${key}, which has no event in the dead-letter queue, ${what}`),
    ...[...wrong].map(([key, what]) => `WRONG: ${key}, after redrives, ${what}`),
  ].join('\n');
}

function table(title: string, counts: ReadonlyMap<string, number>): string[] {
  const rows = [...counts].sort(([, one], [, other]) => other - one);
  return [`\n${title}`, ...rows.map(([name, count]) => `${String(count).padStart(8)}  ${name}`)];
}
