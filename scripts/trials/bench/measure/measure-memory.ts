import { functionCommand, pillowCommand } from '../contestants/contestants.ts';
import { type BenchRequest, startWorker } from '../contestants/worker.ts';
import type { Measured } from '../report/report.ts';
import type { StagedImage } from './measure-classes.ts';
import { memoryOfTree, peakMemory } from './process-memory.ts';

/** The second and third invocations show what is not freed after the first. */
const invocations = 3;

/** Measures the peak memory of each class in a new process, for the function and, if it is installed, for Pillow. */
export async function measureMemory(
  images: readonly StagedImage[],
  { env, hasPillow }: { env: Readonly<Record<string, string>>; hasPillow: boolean },
): Promise<Measured['memory']> {
  const memory: Measured['memory'] = [];
  for (const { image, bytes, request } of images) {
    const ofPillow = hasPillow && image.pillowFormat !== undefined;
    memory.push({
      name: image.name,
      title: image.title,
      bytes,
      functionBytes: await peakOf(functionCommand, request, env),
      ...(ofPillow && { pillowBytes: await peakOf(pillowCommand('thumbnail', 'webp'), request, env) }),
    });
  }
  return memory;
}

async function peakOf(
  command: readonly string[],
  request: BenchRequest,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const worker = await startWorker(command, env);
  try {
    return await peakMemory(worker.pid, async () => {
      for (let index = 0; index < invocations; index += 1) await worker.run(request);
    });
  } finally {
    await worker.stop();
  }
}

/** Lets one process of the function make the thumbnails of many images, and returns its memory after every hundredth part of them. */
export async function measureFlatness(
  requests: readonly BenchRequest[],
  images: number,
  env: Readonly<Record<string, string>>,
): Promise<Measured['flatness']> {
  const every = Math.max(1, Math.floor(images / 100));
  const worker = await startWorker(functionCommand, env);
  const bytes: number[] = [];
  try {
    for (let index = 0; index < images; index += 1) {
      const request = requests[index % requests.length];
      if (request) await worker.run(request);
      if ((index + 1) % every === 0) bytes.push(memoryOfTree(worker.pid, 'VmRSS'));
    }
    return { images, every, bytes };
  } finally {
    await worker.stop();
  }
}
