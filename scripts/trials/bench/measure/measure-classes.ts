import { processCpuMs } from '../../../../functions/thumbnail/rendering/isolated/process-cpu.ts';
import type { Contestant, Runner } from '../contestants/contestant.ts';
import { type Cpus, pin } from '../contestants/pin.ts';
import type { BenchRequest } from '../contestants/worker.ts';
import type { ImageClass } from '../corpus/image-classes.ts';
import type { Measured } from '../report/report.ts';
import { measureClass, type Rounds } from './measure-class.ts';

/** An image that S3 has, and the request to make its thumbnail. */
export interface StagedImage {
  image: ImageClass;
  bytes: number;
  request: BenchRequest;
}

/**
 * Measures every class with every contestant that accepts it. Their processes stay warm from class to class.
 * @throws {Error} when a contestant fails, or the program that pins them is missing
 */
export async function measureClasses(
  contestants: readonly Contestant[],
  images: readonly StagedImage[],
  options: {
    cpus: Cpus;
    rounds: Rounds;
    env: Readonly<Record<string, string>>;
    signal: AbortSignal;
    onClass: (title: string) => void;
  },
): Promise<Measured['classes']> {
  const prefix = await pin(options.cpus);
  if (!prefix) throw new Error('taskset is missing, which pins a process to one CPU: apt-get install util-linux');
  const workers = new Map<Contestant, Runner>();
  try {
    for (const contestant of contestants) workers.set(contestant, await contestant.start(prefix, options.env));
    const classes: Measured['classes'] = [];
    for (const { image, bytes, request } of images) {
      options.signal.throwIfAborted();
      options.onClass(image.title);
      const accepting = [...workers].filter(([contestant]) => contestant.accepts(image));
      const functionPid = accepting.find(([{ name }]) => name === 'function')?.[1].pid;
      let cpuMsBefore = Number.NaN;
      const samples = await measureClass(
        new Map(accepting.map(([{ name }, worker]) => [name, worker])),
        request,
        options.rounds,
        () => {
          cpuMsBefore = processCpuMs(functionPid) ?? Number.NaN;
        },
      );
      const cpuMs = processCpuMs(functionPid) ?? Number.NaN;
      const functionCpuMs = (cpuMs - cpuMsBefore) / (samples['function']?.length ?? 0);
      const { name, title, megapixels } = image;
      classes.push({
        ...{ name, title, megapixels, bytes, cpus: options.cpus, samples },
        ...(functionCpuMs > 0 && { functionCpuMs }),
      });
    }
    return classes;
  } finally {
    for (const worker of workers.values()) await worker.stop();
  }
}
