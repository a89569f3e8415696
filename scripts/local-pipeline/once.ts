import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { progressBar } from '../cli/progress-bar.ts';
import { untilAborted } from '../cli/until-aborted.ts';
import { UsageError } from '../cli/usage-error.ts';
import { type Input, listInputs } from './inputs.ts';
import type { LocalOutcome } from './local-outcome.ts';
import { type LocalPipeline, startLocalPipeline } from './local-pipeline.ts';
import { notNotified } from './not-notified.ts';
import { outcomeLine } from './outcome-line.ts';
import { writeInto } from './output-folder.ts';
import { upload } from './upload.ts';

export interface OnceArguments {
  /** The folder that thumbnails go to. */
  out: string;
  /** Whether outcomes are printed for programs. */
  json: boolean;
  /** Files and folders. */
  paths: string[];
}

/**
 * Runs files and directories through the pipeline, copies their thumbnails to a directory, and returns the exit code.
 * @throws {UsageError} when a path cannot be used
 * @throws {Interruption} when it is interrupted; work that is still running then has nowhere left to write
 */
export async function once({ out, json, paths }: OnceArguments, signal: AbortSignal): Promise<number> {
  const inputs = await listInputs(paths, out);
  await makeFolder(out);
  const directory = await mkdtemp(path.join(tmpdir(), 'thumbnails-'));
  const results: Results = new Map();
  const report = reporter(inputs.length, json, results);
  try {
    await Promise.race([runThrough(inputs, { directory, out, report, results }), untilAborted(signal)]);
    signal.throwIfAborted();
  } finally {
    report.end();
    // Once more where an interrupted upload came in between.
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
  process.stderr.write(`${summaryOf(results)}\n`);
  return [...results.values()].some((result) => result === 'rejected' || result === 'failed') ? 1 : 0;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`--out is ${folder}, expected a folder, or what can become one: ${error}`);
  }
}

/** What became of each key. */
type Results = Map<string, LocalOutcome['result']>;

function summaryOf(results: Results): string {
  const counts = new Map<LocalOutcome['result'], number>();
  for (const result of results.values()) counts.set(result, (counts.get(result) ?? 0) + 1);
  return [...counts].map(([result, count]) => `${count} ${result}`).join(', ') || 'no files';
}

interface Reporter {
  outcome(outcome: LocalOutcome): void;
  line(line: string): void;
  /** Prints nothing from then on: what is interrupted fails in ways that are of no interest. */
  end(): void;
}

function reporter(total: number, json: boolean, results: Results): Reporter {
  const bar = progressBar(total, process.stderr);
  let ended = false;
  return {
    outcome(outcome) {
      if (ended) return;
      results.set(outcome.key, outcome.result);
      const line = json ? JSON.stringify(outcome) : outcomeLine(outcome, process.stdout.isTTY);
      // On a terminal the bar tells of what went well.
      if (json || !process.stdout.isTTY || outcome.result !== 'created') bar.print(process.stdout, line);
      bar.update(results.size);
    },
    line(line) {
      if (!ended) bar.print(process.stderr, line);
    },
    end() {
      ended = true;
      bar.end();
    },
  };
}

async function runThrough(
  inputs: readonly Input[],
  { directory, out, report, results }: { directory: string; out: string; report: Reporter; results: Results },
): Promise<void> {
  const copies: Promise<void>[] = [];
  const pipeline: LocalPipeline = await startLocalPipeline({
    directory,
    keepEvents: false,
    port: 0,
    onOutcome: (outcome) => copies.push(copyThumbnails(outcome, pipeline, out).then(report.outcome)),
    onLine: report.line,
  });
  const { objects, sourceBucket: bucket } = pipeline;
  await upload(objects, bucket, inputs, report.outcome);
  await pipeline.drain();
  await Promise.all(copies);
  for (const outcome of notNotified(inputs, new Set(results.keys()), bucket)) report.outcome(outcome);
  await pipeline.stop();
}

/** Gives the outcome, or another one when a thumbnail was made but cannot be written where it was asked for. */
async function copyThumbnails(
  outcome: LocalOutcome,
  { objects, processedBucket }: LocalPipeline,
  out: string,
): Promise<LocalOutcome> {
  try {
    for (const { key } of outcome.result === 'created' ? outcome.thumbnails : []) {
      const object = objects.get(processedBucket, key);
      if (!object) throw new Error(`${key} is not in ${processedBucket}.`);
      await writeInto(out, key, await buffer(object.body));
    }
    return outcome;
  } catch (error) {
    const { bucket, key, ms } = outcome;
    return {
      bucket,
      key,
      result: 'failed',
      code: 'not-copied',
      reason: `${error instanceof Error ? error.message : error}`,
      ms,
    };
  }
}
