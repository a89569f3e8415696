import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { Variants } from '../../../functions/thumbnail/contract.ts';
import { exampleConfiguration } from '../../build/configuration-file.ts';
import { prepareStack } from '../../build/prepare-stack.ts';
import { root } from '../../cli/project-root.ts';
import { UsageError } from '../../cli/usage-error.ts';
import { readStack } from '../../local-aws/index.ts';
import { only } from '../only.ts';
import { drawPhotos } from './photos.ts';

export interface Comparison {
  /** How many photos to draw when there is no `directory`. */
  photos: number;
  rounds: number;
  /** A directory of photos. */
  directory: string | undefined;
}

/**
 * Prints how long `npm start -- --once` and sharp alone take for the same photos, each as a whole process.
 *
 * @throws {UsageError} when the directory is empty
 * @throws {Error} when a process fails, or does not make every thumbnail: its time would mean nothing
 */
export async function compare({ photos: count, rounds, directory }: Comparison): Promise<void> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    const photos = directory ?? path.join(scratch, 'photos');
    if (!directory) await drawPhotos(photos, count);
    const variants = await variantsOf(await prepareStack(exampleConfiguration));
    const expected = (await readdir(photos)).length * variants.length;
    if (expected === 0) throw new UsageError(`${photos} is empty, expected a directory of photos.`);
    const bare = [
      path.join(root, 'scripts', 'trials', 'bench', 'bare-sharp.mjs'),
      photos,
      String(availableParallelism()),
      JSON.stringify(variants),
    ];
    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const out = path.join(scratch, `out-${round}`);
      const bareMs = await timeOf(bare);
      const pipelineMs = await timeOf([path.join(root, 'scripts', 'run.mjs'), 'start', '--once', '--out', out, photos]);
      const made = await countFiles(out);
      if (made !== expected)
        throw new Error(`The pipeline made ${made} thumbnails of ${photos}, expected ${expected}.`);
      ratios.push(pipelineMs / bareMs);
      console.log(
        `round ${round}: sharp alone ${ms(bareMs)}, pipeline ${ms(pipelineMs)}, ratio ${(pipelineMs / bareMs).toFixed(2)}`,
      );
    }
    console.log(`best ratio ${Math.min(...ratios).toFixed(2)}, worst ${Math.max(...ratios).toFixed(2)}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Returns the variants that the function of a synthesized stack makes. */
async function variantsOf(stackDirectory: string) {
  const { functions } = await readStack(stackDirectory, { accountId: '000000000000', endpoint: 'http://127.0.0.1' });
  const { variables } = only(functions, 'functions').environment;
  return Variants.parse(JSON.parse(variables['VARIANTS'] ?? ''));
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

function ms(time: number): string {
  return `${time.toFixed(0)} ms`;
}
