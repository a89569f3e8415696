import path from 'node:path';
import { bundleDirectory } from '../../../build/prepare-bundle.ts';
import { root } from '../../../cli/project-root.ts';
import { commandPeers } from './command-peers.ts';
import type { Contestant } from './contestant.ts';
import { startWorker } from './worker.ts';

/** The directory of the workers' programs, which no bundle contains. */
export const programs = path.join(root, 'scripts', 'trials', 'bench', 'contestants');
/** Where the benchmark looks for Python with boto3 and Pillow. */
const pythonEnvironment = path.join('dist', 'bench', 'python');
export const python = path.join(root, pythonEnvironment, 'bin', 'python');

/** Starts the built function. */
export const functionCommand: readonly string[] = [
  process.execPath,
  path.join(programs, 'function-worker.mjs'),
  path.join(bundleDirectory, 'index.mjs'),
];

/** Starts the Python handler. It saves a thumbnail in the format of its source, or as WebP. */
export function pillowCommand(form: 'resize' | 'thumbnail', output: 'own' | 'webp'): readonly string[] {
  return [python, path.join(programs, 'pillow_worker.py'), form, output];
}

function sharpAlone(mode: 'memory' | 's3', title: string): Contestant {
  return {
    name: mode === 's3' ? 'sharp-s3' : 'sharp',
    title,
    program: process.execPath,
    install: 'npm ci',
    accepts: ({ encode }) => encode !== undefined,
    start: (prefix, env) =>
      startWorker([...prefix, process.execPath, path.join(programs, 'sharp-worker.mjs'), mode], env),
  };
}

function pillow(form: 'resize' | 'thumbnail', output: 'own' | 'webp'): Contestant {
  return {
    name: `pillow-${form}-${output}`,
    title: `Pillow \`${form}\`, ${output === 'own' ? "the source's format" : 'WebP'}`,
    program: python,
    install: `python3 -m venv ${pythonEnvironment} && ${pythonEnvironment}/bin/pip install --upgrade boto3 pillow`,
    accepts: ({ pillowFormat }) => pillowFormat !== undefined,
    start: (prefix, env) => startWorker([...prefix, ...pillowCommand(form, output)], env),
  };
}

/** All contestants, in the order in which they are reported. */
export const contestants: readonly Contestant[] = [
  {
    name: 'function',
    title: 'the function',
    program: process.execPath,
    install: 'npm ci',
    accepts: () => true,
    start: (prefix, env) => startWorker([...prefix, ...functionCommand], env),
  },
  sharpAlone('memory', 'sharp alone, in memory'),
  sharpAlone('s3', 'sharp and the AWS SDK'),
  pillow('resize', 'own'),
  pillow('resize', 'webp'),
  pillow('thumbnail', 'own'),
  pillow('thumbnail', 'webp'),
  ...commandPeers,
];
