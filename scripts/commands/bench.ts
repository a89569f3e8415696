import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { exampleConfiguration } from '../build/configuration-file.ts';
import { prepareStack } from '../build/prepare-stack.ts';
import { root } from '../cli/project-root.ts';
import { drawPhotos } from '../trials/bench/photos.ts';

const usage = `Usage: npm run bench -- [--photos N] [--rounds N] [FOLDER]
  Compares npm start -- --once with sharp alone, with the same parallelism, over the photos in FOLDER, or over N (100) that
  are drawn. Every time is that of a whole process, from its start to its end.
`;

/** `npm run bench` */
export async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (!options) {
    process.stderr.write(usage);
    return args.includes('--help') ? 0 : 2;
  }
  return compare(options);
}

interface Options {
  photos: number;
  rounds: number;
  folder: string | undefined;
}

function readOptions(args: string[]): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { photos: { type: 'string', default: '100' }, rounds: { type: 'string', default: '3' } },
    });
    const options = { photos: Number(values.photos), rounds: Number(values.rounds), folder: positionals[0] };
    return options.photos >= 1 && options.rounds >= 1 && positionals.length <= 1 ? options : undefined;
  } catch {
    return undefined;
  }
}

async function compare({ photos: count, rounds, folder }: Options): Promise<number> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    const photos = folder ?? path.join(scratch, 'photos');
    if (!folder) await drawPhotos(photos, count);
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
    return 0;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Milliseconds that a Node.js process takes. */
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
