import { progressBar } from '../cli/progress-bar.ts';
import type { LocalOutcome } from './local-outcome.ts';
import { outcomeLine } from './outcome-line.ts';

/** Prints outcomes as they come, and counts them. */
export interface Reporter {
  report(outcome: LocalOutcome): void;
  /** Prints another line that the function has logged. */
  line(line: string): void;
  /** Returns the keys that have an outcome. */
  reported(): ReadonlySet<string>;
  /** Returns how many keys have this result. */
  count(result: LocalOutcome['result']): number;
  /** Prints no more outcomes: an interrupted pipeline fails in ways that are of no interest. */
  stop(): void;
  /** Prints the number of each result, and where the thumbnails are. */
  printSummary(out: string): void;
}

/** @param json whether outcomes are printed for programs */
export function createReporter({ total, json }: { total: number; json: boolean }): Reporter {
  const { stdout, stderr } = process;
  const bar = progressBar(total, stderr);
  const results = new Map<string, LocalOutcome['result']>();
  let isStopped = false;
  const count = (result: LocalOutcome['result']) => [...results.values()].filter((it) => it === result).length;
  return {
    report(outcome) {
      if (isStopped) return;
      results.set(outcome.key, outcome.result);
      const line = json ? JSON.stringify(outcome) : outcomeLine(outcome, stdout.isTTY);
      // On a terminal, the bar counts the thumbnails that were created.
      if (json || !stdout.isTTY || outcome.result !== 'created') bar.print(stdout, line);
      bar.update(results.size);
    },
    line(line) {
      if (!isStopped) bar.print(stderr, line);
    },
    reported: () => new Set(results.keys()),
    count,
    stop() {
      isStopped = true;
      bar.end();
    },
    printSummary(out) {
      const counts =
        [...new Set(results.values())].map((result) => `${count(result)} ${result}`).join(', ') || 'no files';
      stderr.write(`${counts}${count('created') > 0 ? `. The thumbnails are in ${out}` : ''}\n`);
    },
  };
}
