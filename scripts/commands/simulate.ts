import { defineCommand } from '../cli/command.ts';
import { number } from '../cli/number-option.ts';
import { value, wholeNumber } from '../cli/options.ts';
import { UsageError } from '../cli/usage-error.ts';
import { waitOption } from '../operations/estimate/wait-option.ts';
import { median } from '../trials/bench/measure/statistics.ts';
import { invocationTime } from '../trials/bench/report/invocation-time.ts';
import { readReport } from '../trials/bench/report/read-report.ts';
import { createRandom } from '../trials/random.ts';
import { seedOption } from '../trials/seed-option.ts';
import { type Summary, summarize } from '../trials/simulation/summarize.ts';

/** More would need more than a few GB of memory. */
const maxUploads = 50_000_000;

export const command = defineCommand({
  summary: 'Simulate a flood of uploads on AWS: how long thumbnails take, what is throttled, and what is lost.',
  usage: ['npm run simulate -- --rate N --minutes N [OPTION]...'],
  description: `Uploads come evenly. The times of the function are those of the benchmark (docs/benchmarks/); how Lambda waits and retries is what
AWS documents. Nothing is deployed or measured. docs/scaling.md says what to do with the numbers.`,
  options: {
    rate: value('N', 'the uploads of a second', number(0.01, 10_000)),
    minutes: value('N', 'how long they last', number(0.1, 1440)),
    concurrency: value('N', 'reservedConcurrency (default 10)', wholeNumber(1, 100_000).default(10)),
    avgMb: value('N', 'the average size of an upload in MB (default 4)', number(0.001, 10_000).default(4)),
    waitMs: waitOption,
    invocationMs: value('N', 'the milliseconds of an invocation, instead of both', number(1, 900_000).optional()),
    coldStartMs: value('N', 'what a cold start adds, instead of the benchmark', number(0, 900_000).optional()),
    notificationMs: value('N', 'from an upload to its event (default 1000)', number(0, 3_600_000).default(1000)),
    failurePercent: value('N', 'the part of all invocations that fail (default 0)', number(0, 100).default(0)),
    maxEventAgeSeconds: value('N', 'as the setting (default 21600)', wholeNumber(60, 21_600).default(21_600)),
    seed: seedOption('other failures'),
  },
  examples: {
    'npm run simulate -- --rate 500 --minutes 10 --concurrency 100': '300,000 uploads in ten minutes',
  },
  async run(options) {
    const { rate, minutes, concurrency } = options;
    const uploads = Math.round(rate * minutes * 60);
    if (uploads < 1 || uploads > maxUploads) {
      throw new UsageError(`These are ${uploads} uploads, expected 1 to ${maxUploads}.`);
    }
    const { invocationMs, coldStartMs } = await functionTimes(options);
    const random = createRandom(options.seed);
    const summary = summarize({
      uploads,
      uploadsPerSecond: rate,
      notificationMs: options.notificationMs,
      invocationMs,
      coldStartMs,
      concurrency,
      scaling: { burst: 1000, perSecond: 100 },
      waiting: 'backoff',
      retryDelaysMs: [60_000, 120_000],
      maxEventAgeMs: options.maxEventAgeSeconds * 1000,
      fails: () => random.happens(options.failurePercent / 100),
    });
    console.log(
      [
        `${uploads.toLocaleString('en-US')} uploads, ${rate} a second for ${minutes} minutes, ${concurrency} invocations at a time${options.failurePercent > 0 ? `, seed ${options.seed}` : ''}`,
        `An invocation takes ${Math.round(invocationMs)} ms, and ${Math.round(coldStartMs)} ms more in a new environment.`,
        '',
        ...summaryLines(summary, uploads),
      ].join('\n'),
    );
    return 0;
  },
});

async function functionTimes(options: {
  invocationMs: number | undefined;
  coldStartMs: number | undefined;
  avgMb: number;
  waitMs: number;
}): Promise<{ invocationMs: number; coldStartMs: number }> {
  const { invocationMs, coldStartMs, avgMb, waitMs } = options;
  if (invocationMs !== undefined && coldStartMs !== undefined) return { invocationMs, coldStartMs };
  const report = await readReport();
  return {
    invocationMs: invocationMs ?? invocationTime(report, avgMb * 1e6) + waitMs,
    coldStartMs: coldStartMs ?? median(report.measured.coldStart.functionMs),
  };
}

function summaryLines(summary: Summary, uploads: number): string[] {
  const count = (value: number) => value.toLocaleString('en-US').padStart(12);
  const percent = (value: number) => `${((value / uploads) * 100).toFixed(1)} %`;
  const time = (ms: number | undefined) => (ms === undefined ? 'none' : duration(ms)).padStart(12);
  return [
    `${time(summary.p50Ms)}  from upload to thumbnail, median`,
    `${time(summary.p99Ms)}  for 99 of 100`,
    `${time(summary.endMs)}  from the first upload until the last event has ended`,
    `${count(summary.throttledUploads)}  uploads had to wait for an environment (${percent(summary.throttledUploads)})`,
    `${count(summary.throttles)}  throttles in all`,
    `${count(summary.agedOut)}  events became too old, and are in the dead-letter queue (${percent(summary.agedOut)})`,
    `${count(summary.deadLettered)}  events failed three times, and are in the dead-letter queue (${percent(summary.deadLettered)})`,
    `${count(summary.maxConcurrency)}  invocations at a time at most, of ${summary.coldStarts.toLocaleString('en-US')} environments`,
  ];
}

function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 600_000 ? `${Math.round(ms / 1000)} s` : `${(ms / 60_000).toFixed(1)} min`;
}
