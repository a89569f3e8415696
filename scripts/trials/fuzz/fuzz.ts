import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type * as z from 'zod';
import { sourceFormats } from '../../../functions/thumbnail/contract/source-formats.ts';
import type { Variants } from '../../../functions/thumbnail/contract/variant.ts';
import { processMemory } from '../../../functions/thumbnail/rendering/isolated/process-memory.ts';
import { exampleConfiguration } from '../../build/configuration-file.ts';
import { prepareStack } from '../../build/prepare-stack.ts';
import { root } from '../../cli/project-root.ts';
import { noFaults, startLocalAws } from '../../local-aws/index.ts';
import { outcomeCollector } from '../../local-pipeline/outcome-collector.ts';
import { only } from '../only.ts';
import { resizeFunction } from '../resize-function.ts';
import { createInputs } from './inputs.ts';
import { allVariantsPrefix, controlKey, createJudge, type Finding, keyOf } from './judge.ts';
import { sampleImages } from './sample-images.ts';

/** A tight limit that nevertheless suffices for each sample image. */
const memoryMegabytes = 512;
/** Generous, so that a busy machine fails nothing: the function itself limits the CPU time of an image. */
const timeoutSeconds = 30;
const maxPending = 16;

/** An image that has one variant is decoded in another way than one that has several, and most readers of credit and frames run for one that asks. */
const variants: z.input<typeof Variants> = [
  { name: '200x200', width: 200, height: 200 },
  {
    ...{ name: 'everything', width: 100, format: 'source', keyPrefix: allVariantsPrefix },
    ...{ animated: true, metadata: 'credit', gamut: 'wide' },
  },
];

export interface FuzzOptions {
  seed: number;
  /** The number of the first input. */
  first: number;
  count: number;
  /** With 4, only every fourth input is taken: fewer, but of the same variety. */
  step?: number;
  /** The directory of a synthesized stack with one function; by default the project's example. */
  stackDirectory?: string;
  onProgress: (done: number) => void;
  /** Called with each input that did harm. */
  onFinding: (finding: Finding) => void;
  signal: AbortSignal;
}

export interface Fuzzed {
  /** The number of inputs, by outcome. */
  outcomes: ReadonlyMap<string, number>;
  /** The peak memory of all processes of the function, in bytes; undefined where the system does not tell. */
  peakBytes: number | undefined;
}

/**
 * Uploads broken images to the local AWS, which runs the bundle that is deployed, with every format on. Each has to have an outcome, and do no harm.
 *
 * @throws {Error} when a valid image gets no thumbnail, or an input no outcome: then nothing was tried
 */
export async function fuzz(options: FuzzOptions): Promise<Fuzzed> {
  const { seed, first, count, step = 1, onProgress, onFinding, signal } = options;
  const images = await sampleImages();
  const inputs = createInputs(images, seed);
  const directory = await mkdtemp(path.join(tmpdir(), 'fuzz-'));
  const stackDirectory = path.join(directory, 'stack');
  await resizeFunction(options.stackDirectory ?? (await prepareStack(exampleConfiguration)), stackDirectory, {
    memoryMegabytes,
    timeoutSeconds,
    processes: availableParallelism(),
    variables: { FORMATS: JSON.stringify(sourceFormats.options), VARIANTS: JSON.stringify(variants) },
  });
  const collector = outcomeCollector();
  const { judge, outcomes, controlOutcome, done } = createJudge(inputs, onFinding);
  const processes = new Set<ChildProcess>();
  let peakBytes: number | undefined;
  const weigh = (process: ChildProcess) => {
    processes.add(process);
    peakBytes = Math.max(peakBytes ?? 0, processMemory(process.pid, 'VmHWM') ?? 0) || undefined;
  };
  const aws = await startLocalAws({
    stackDirectory,
    directory,
    keepEvents: false,
    nodeModules: path.join(root, 'node_modules'),
    port: 0,
    onLog: (line) => collector.read(line),
    onDone: (record) => {
      collector.of(record).forEach(judge);
      onProgress(done());
    },
    retryDelaysMs: [0, 0],
    faults: { ...noFaults, invocation: weigh },
  });
  try {
    const { SOURCE_BUCKET: bucket = '' } = only(aws.stack.functions, 'functions').environment.variables;
    await aws.objects.put(bucket, controlKey, images.get('a JPEG') ?? Buffer.alloc(0));
    await aws.drain();
    if (controlOutcome() !== 'created') {
      throw new Error(
        `A valid image has ${controlOutcome() ?? 'no outcome'}, expected created: a fuzz of this stack would find nothing.`,
      );
    }
    let uploaded = 0;
    for (; uploaded < count && !signal.aborted; uploaded += 1) {
      while (uploaded - done() >= maxPending) await delay(1);
      const index = first + uploaded * step;
      await aws.objects.put(bucket, keyOf(index), inputs(index).bytes);
    }
    await aws.drain();
    for (const process of processes) weigh(process);
    if (done() !== uploaded) throw new Error(`${uploaded} inputs had ${done()} outcomes, expected one each.`);
    return { outcomes, peakBytes };
  } finally {
    await aws.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
