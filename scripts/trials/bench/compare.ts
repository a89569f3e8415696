import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { exampleConfiguration } from '../../build/configuration-file.ts';
import { prepareStack } from '../../build/prepare-stack.ts';
import { root } from '../../cli/project-root.ts';
import { drawPhotos } from './photos.ts';

export interface Comparison {
  /** How many photos are drawn, when there is no `directory` of photos. */
  photos: number;
  rounds: number;
  directory: string | undefined;
}

/** Prints how long `npm start -- --once` and sharp alone take for the same photos, each as a whole process. */
export async function compare({ photos: count, rounds, directory }: Comparison): Promise<void> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    const photos = directory ?? path.join(scratch, 'photos');
    if (!directory) await drawPhotos(photos, count);
    await prepareStack(exampleConfiguration);
    const bare = [
      path.join(root, 'scripts', 'trials', 'bench', 'bare-sharp.mjs'),
      photos,
      String(availableParallelism()),
    ];
    const pipeline = [
      path.join(root, 'scripts', 'run.mjs'),
      'start',
      '--once',
      '--out',
      path.join(scratch, 'out'),
      photos,
    ];
    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const bareMs = await timeOf(bare);
      const pipelineMs = await timeOf(pipeline);
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
