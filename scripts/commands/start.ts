import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { reportProblem } from '../cli/report-problem.ts';
import { parseStartArguments, usage } from '../local-pipeline/arguments.ts';
import { once } from '../local-pipeline/once.ts';
import { serve } from '../local-pipeline/serve.ts';

const localDirectory = path.join(root, '.local');

/** `npm start`. Gives the exit code. Tests have what is stored kept elsewhere. */
export async function main(args: readonly string[], directory = localDirectory): Promise<number> {
  try {
    const parsed = parseStartArguments(args);
    if (parsed.mode === 'once') {
      const { out, paths, json } = parsed;
      return await once({ out: whereTyped(out), paths: paths.map(whereTyped), json });
    }
    if (parsed.mode === 'serve') return await serve(parsed, directory);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    return reportProblem(error, usage);
  }
}

/** npm runs commands in the project's folder, wherever it was called, and tells where that was. */
function whereTyped(file: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? '.', file);
}
