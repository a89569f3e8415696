import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { root } from '../cli/project-root.ts';
import { buildIfStale } from './build-if-stale.ts';
import { configurationFile } from './configuration-file.ts';
import { prepareFunction } from './prepare-function.ts';

const within = (...parts: string[]) => path.join(root, ...parts);

const Manifest = z.object({ stacks: z.record(z.string(), z.object({ workingDirectory: z.string() })) });

/**
 * Builds the function and synthesizes the stacks, as far as they are not current, and gives the folder of the first
 * environment's. What does so is loaded only then: when nothing has changed, the first thumbnail is there a second sooner.
 */
export async function prepareStack(configuration = configurationFile()): Promise<string> {
  const name = path.basename(configuration, '.ts');
  const output = within('dist', 'stacks', name);
  const functionStamp = await prepareFunction();
  await buildIfStale(
    {
      from: [
        ...['infra', 'functions/thumbnail/contract.ts', 'scripts/build/synthesize.ts', 'package-lock.json'].map((it) =>
          within(it),
        ),
        configuration,
        functionStamp,
      ],
      output,
      stamp: within('dist', 'stacks', `.${name}-made-from`),
    },
    async () => {
      const { synthesize } = await import('./synthesize.ts');
      await synthesize({ outputDirectory: output, hcl: false, configuration });
    },
  );
  const { stacks } = Manifest.parse(JSON.parse(await readFile(path.join(output, 'manifest.json'), 'utf8')));
  const [first] = Object.values(stacks);
  if (!first) throw new Error('There is no environment. Describe one in infra/environments.ts.');
  return path.join(output, first.workingDirectory);
}
