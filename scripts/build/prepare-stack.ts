import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { root } from '../cli/project-root.ts';
import { buildIfStale } from './build-if-stale.ts';
import { configurationFile } from './configuration-file.ts';
import { prepareLocalPackage } from './prepare-local-package.ts';

const within = (...parts: string[]) => path.join(root, ...parts);

const Manifest = z.object({ stacks: z.record(z.string(), z.object({ workingDirectory: z.string() })) });

/**
 * Bundles the function and synthesizes the stacks, as far as they are not current, and returns the directory of the first
 * environment's stack, for the local AWS. When nothing has changed, the first thumbnail is there a second sooner.
 */
export async function prepareStack(configuration = configurationFile()): Promise<string> {
  const name = path.basename(configuration, '.ts');
  const output = within('dist', 'stacks', name);
  const functionPackage = await prepareLocalPackage();
  const sources = ['infra', 'functions/thumbnail/contract', 'scripts/build/synthesize.ts', 'package-lock.json'];
  await buildIfStale(
    {
      from: [...sources.map((source) => within(source)), configuration, functionPackage.stamp],
      output,
      stamp: within('dist', 'stacks', `.${name}-made-from`),
    },
    async () => {
      const { synthesize } = await import('./synthesize.ts');
      await synthesize({ outputDirectory: output, hcl: false, configuration, functionPackage: functionPackage.zip });
    },
  );
  const { stacks } = Manifest.parse(JSON.parse(await readFile(path.join(output, 'manifest.json'), 'utf8')));
  const [first] = Object.values(stacks);
  if (!first) throw new Error('There is no environment. Describe one in infra/environments.ts.');
  return path.join(output, first.workingDirectory);
}
