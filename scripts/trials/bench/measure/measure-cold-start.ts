import path from 'node:path';
import { functionCommand, programs } from '../contestants/contestants.ts';
import { pin } from '../contestants/pin.ts';
import { startWorker } from '../contestants/worker.ts';
import type { Measured } from '../report/report.ts';

/**
 * Measures the time from the start of a process until it can take an event: of the function, and of a process that imports sharp
 * alone. Both have one CPU, where it can be limited.
 */
export async function measureColdStart(
  rounds: number,
  env: Readonly<Record<string, string>>,
): Promise<Measured['coldStart']> {
  const prefix = (await pin('one')) ?? [];
  const functionMs: number[] = [];
  const sharpMs: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const started = {
      sharp: await startMs([...prefix, process.execPath, path.join(programs, 'import-sharp.mjs')], env),
      function: await startMs([...prefix, ...functionCommand], env),
    };
    // The first round reads the files from the disk.
    if (round < 0) continue;
    sharpMs.push(started.sharp);
    functionMs.push(started.function);
  }
  return { functionMs, sharpMs };
}

async function startMs(command: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const worker = await startWorker(command, env);
  await worker.stop();
  return worker.startMs;
}
