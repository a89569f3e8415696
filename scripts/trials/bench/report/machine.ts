import { execFile } from 'node:child_process';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { python } from '../contestants/contestants.ts';
import type { Report } from './report.ts';

const run = promisify(execFile);

/** Returns what the times of a benchmark depend on. */
export async function machine(): Promise<Report['machine']> {
  const cores = availableParallelism();
  const pillow = await run(python, ['-c', 'import PIL; print(PIL.__version__)']).catch(() => undefined);
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores,
    node: process.versions.node,
    sharp: sharp.versions.sharp ?? 'unknown',
    ...(pillow && { pillow: pillow.stdout.trim() }),
    loadBefore: (loadavg()[0] ?? 0) / cores,
  };
}
