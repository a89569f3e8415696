import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { messageOf } from '../../functions/thumbnail/errors.ts';
import { createDirectory } from '../cli/create-directory.ts';
import { untilAborted } from '../cli/until-aborted.ts';
import { UsageError } from '../cli/usage-error.ts';
import { copyThumbnails } from './copy-thumbnails.ts';
import { type Input, type Inputs, listInputs } from './list-inputs.ts';
import type { LocalOutcome } from './local-outcome.ts';
import { type LocalPipeline, startLocalPipeline } from './local-pipeline.ts';
import { notNotified } from './not-notified.ts';
import { createReporter, type Reporter } from './reporter.ts';
import { upload } from './upload.ts';

export interface OnceArguments {
  /** The directory for thumbnails. */
  out: string;
  /** Whether outcomes are printed for programs. */
  json: boolean;
  /** Files and directories. */
  paths: string[];
}

/**
 * Runs files and directories through the pipeline, copies their thumbnails to a directory, and returns the exit code.
 * @throws {UsageError} when a path cannot be used
 * @throws {Interruption} when it is interrupted; work that is still running then has nowhere left to write
 */
export async function once({ out, json, paths }: OnceArguments, signal: AbortSignal): Promise<number> {
  const inputs = await listInputs(paths, out);
  await makeDirectory(out);
  const directory = await mkdtemp(path.join(tmpdir(), 'thumbnails-'));
  const reporter = createReporter({ total: inputs.files.length + inputs.omitted.length, json });
  try {
    await Promise.race([runThrough(inputs, { directory, out, reporter }), untilAborted(signal)]);
    signal.throwIfAborted();
  } finally {
    reporter.stop();
    // An upload that was interrupted may still write one more file.
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
  reporter.printSummary(out);
  return reporter.count('rejected') + reporter.count('failed') > 0 ? 1 : 0;
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await createDirectory(directory);
  } catch (error) {
    throw new UsageError(
      `--out is ${directory}, expected a directory, or a path where one can be created: ${messageOf(error)}`,
    );
  }
}

async function runThrough(
  { files, omitted }: Inputs,
  { directory, out, reporter }: { directory: string; out: string; reporter: Reporter },
): Promise<void> {
  const unexpected = new Set(files.filter(({ isExpected }) => !isExpected).map(({ key }) => key));
  const copies: Promise<void>[] = [];
  const pipeline: LocalPipeline = await startLocalPipeline({
    directory,
    keepEvents: false,
    port: 0,
    onOutcome: (outcome) =>
      copies.push(copyThumbnails(outcome, pipeline, out).then((it) => reporter.report(excuse(it, unexpected)))),
    onLine: (line, isOutcome) => {
      if (!isOutcome) reporter.line(line);
    },
  });
  const { objects, sourceBucket: bucket } = pipeline;
  for (const input of omitted) reporter.report({ bucket, ...input, ms: 0 });
  await upload(objects, bucket, files, reporter.report);
  await pipeline.drain();
  await Promise.all(copies);
  for (const outcome of withoutNotification(files, pipeline, reporter)) reporter.report(outcome);
  await pipeline.stop();
}

/** Skips a file without an extension that turned out to be no image: nobody expected one. */
function excuse(outcome: LocalOutcome, unexpected: ReadonlySet<string>): LocalOutcome {
  if (outcome.result !== 'rejected' || !unexpected.has(outcome.key)) return outcome;
  if (outcome.code !== 'unsupported-format' && outcome.code !== 'empty-object') return outcome;
  return { ...outcome, result: 'skipped', code: 'not-an-image' };
}

function withoutNotification(
  files: readonly Input[],
  { stack, sourceBucket: bucket }: LocalPipeline,
  { reported }: Reporter,
) {
  const isFiltered =
    stack.eventRules.some(({ pattern }) => pattern !== undefined) ||
    stack.notifications.some((it) => it.bucket === bucket && it.lambda_function.length > 0);
  return notNotified(files, reported(), { bucket, isFiltered });
}
