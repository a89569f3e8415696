import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { Variants } from '../../../../functions/thumbnail/contract/variant.ts';
import { exampleConfiguration } from '../../../build/configuration-file.ts';
import { root } from '../../../cli/project-root.ts';
import type { Measured } from '../report/report.ts';
import { drawPhotos } from './draw-photos.ts';

/**
 * Measures how long `npm start -- --once` and sharp alone take for the same photos, each as a whole process, and with as many
 * photos at a time as there are CPUs.
 *
 * @param variants JSON of the variants that the function makes
 * @throws {Error} when a process fails, or does not make every thumbnail: its time would mean nothing
 */
export async function measureOnce({
  photos,
  rounds,
  variants,
}: {
  photos: number;
  rounds: number;
  variants: string;
}): Promise<Measured['once']> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    const directory = path.join(scratch, 'photos');
    await drawPhotos(directory, photos);
    const expected = photos * Variants.parse(JSON.parse(variants)).length;
    const bare = path.join(root, 'scripts', 'trials', 'bench', 'contestants', 'sharp-directory.mjs');
    const measured: Measured['once'] = { photos, sharpMs: [], pipelineMs: [] };
    for (let round = 0; round < rounds; round += 1) {
      const out = path.join(scratch, `out-${round}`);
      measured.sharpMs.push(await timeOf([bare, directory, String(availableParallelism()), variants]));
      const command = [path.join(root, 'scripts', 'run.mjs'), 'start', '--once', '--out', out, directory];
      measured.pipelineMs.push(await timeOf(command));
      const made = await countFiles(out);
      if (made !== expected) throw new Error(`The pipeline made ${made} thumbnails, expected ${expected}.`);
    }
    return measured;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function countFiles(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

/** Returns the milliseconds that a Node.js process takes. */
async function timeOf(nodeArguments: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, nodeArguments, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ENVIRONMENTS_FILE: exampleConfiguration },
  });
  const [exitCode] = await once(child, 'exit');
  if (exitCode !== 0) throw new Error(`node ${nodeArguments.join(' ')} ended with ${exitCode}.`);
  return performance.now() - start;
}
