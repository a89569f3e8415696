import { rename } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { buildIfStale } from './build-if-stale.ts';
import { programBundle } from './program-bundle.mjs';

const sources = ['infra', 'functions', 'scripts/build', 'package-lock.json'];

/**
 * Bundles a program of `infra/` unless the bundle is current, and returns the file to run. With cdktf in one file it takes a
 * quarter of the time.
 *
 * @param program such as `infra/main.ts`
 */
export async function prepareProgram(program: string): Promise<string> {
  const name = path.basename(program, '.ts');
  const output = path.join(root, 'dist', 'programs', `${name}.mjs`);
  const stamp = path.join(root, 'dist', 'programs', `.${name}-stamp`);
  const from = sources.map((source) => path.join(root, source));
  await buildIfStale({ from, output, stamp }, async () => {
    const { build } = await import('esbuild');
    // Written aside, then renamed: another process may be running it.
    const aside = `${output}.${process.pid}`;
    await build({
      ...programBundle,
      absWorkingDir: root,
      entryPoints: [program],
      outfile: aside,
      external: ['tsx'],
      logLevel: 'error',
    });
    await rename(aside, output);
  });
  return output;
}
