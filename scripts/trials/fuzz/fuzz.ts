import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processMemory } from '../../../functions/thumbnail/rendering/isolated/process-memory.ts';
import { exampleConfiguration } from '../../build/configuration-file.ts';
import { prepareStack } from '../../build/prepare-stack.ts';
import { root } from '../../cli/project-root.ts';
import { noFaults, startLocalAws } from '../../local-aws/index.ts';
import type { LocalOutcome } from '../../local-pipeline/local-outcome.ts';
import { outcomeCollector } from '../../local-pipeline/outcome-collector.ts';
import { writeVariant } from '../write-variant.ts';
import type { Input } from './inputs.ts';

/** A tight bound, and yet one in which each sample image is rendered. */
const memoryMegabytes = 512;
const timeoutSeconds = 15;
/** What S3 and a process for a drawing may take beside the rendering, on a machine that is busy. */
const mostMs = timeoutSeconds * 1000 - 3000;
const mostPending = 16;

export interface FuzzOptions {
  inputs: (index: number) => Input;
  first: number;
  count: number;
  onProgress: (done: number) => void;
  /** Is told of each input that did harm. */
  onFinding: (finding: Finding) => void;
  signal: AbortSignal;
}

export interface Finding extends Input {
  index: number;
  /** What it did, such as to have the process end. */
  harm: string;
}

export interface Fuzzed {
  /** How many inputs there were of each outcome. */
  outcomes: ReadonlyMap<string, number>;
  /** The most that a process of the function had, in bytes; undefined where the system does not tell. */
  peakBytes: number | undefined;
}

/** Uploads inputs to the local AWS, whose function is the bundle that is deployed: each has an outcome, and does no harm. */
export async function fuzz({ inputs, first, count, onProgress, onFinding, signal }: FuzzOptions): Promise<Fuzzed> {
  const directory = await mkdtemp(path.join(tmpdir(), 'fuzz-'));
  const stackFolder = path.join(directory, 'stack');
  await writeVariant(await prepareStack(exampleConfiguration), stackFolder, {
    memoryMegabytes,
    timeoutSeconds,
    processes: availableParallelism(),
  });
  const collector = outcomeCollector();
  const outcomes = new Map<string, number>();
  let peakBytes: number | undefined;
  let done = 0;

  const judge = (outcome: LocalOutcome) => {
    const index = Number(outcome.key);
    const kind = 'code' in outcome ? `${outcome.result}: ${outcome.code}` : outcome.result;
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    const harm = harmOf(outcome);
    if (harm !== undefined) onFinding({ ...inputs(index), index, harm });
    done += 1;
    onProgress(done);
  };
  const weigh = (process: ChildProcess) => {
    peakBytes = Math.max(peakBytes ?? 0, processMemory(process.pid, 'VmHWM') ?? 0) || undefined;
  };
  const aws = await startLocalAws({
    stackDirectory: stackFolder,
    directory,
    keepEvents: false,
    nodeModules: path.join(root, 'node_modules'),
    port: 0,
    onLog: (line) => collector.read(line),
    onDone: (record) => collector.of(record).forEach(judge),
    retryDelaysMs: [0, 0],
    faults: { ...noFaults, invocation: weigh },
  });
  try {
    const { SOURCE_BUCKET: bucket = '' } = aws.stack.functions[0]?.environment.variables ?? {};
    for (let index = first; index < first + count && !signal.aborted; index += 1) {
      while (index - first - done >= mostPending) await delay(1);
      await aws.objects.put(bucket, String(index), inputs(index).bytes);
    }
    await aws.drain();
    return { outcomes, peakBytes };
  } finally {
    await aws.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function harmOf(outcome: LocalOutcome): string | undefined {
  if (outcome.result === 'failed') return `failed: ${outcome.code}: ${outcome.reason}`;
  const { ms } = outcome;
  return ms > mostMs ? `took ${Math.round(ms)} ms, where ${mostMs} are the limit` : undefined;
}
