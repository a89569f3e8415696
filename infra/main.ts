import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FunctionPackage } from './constructs/function-code.ts';
import { MissingPackageError } from './errors.ts';
import { packageFile } from './package-file.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { runProgram } from './run-program.ts';
import type { Settings } from './settings.ts';

await runProgram((app, { environments }) => {
  for (const settings of environments) new PipelineStack(app, { settings, functionPackage: packageOf(settings) });
});

/** The variable is for tests, and for the local AWS, with another package than that of `npm run build`. */
function packageOf({ architecture, functionPackage }: Settings): FunctionPackage {
  const given = process.env['FUNCTION_PACKAGE'];
  if (given === undefined && functionPackage) return functionPackage;
  // The program runs in the directory of the project.
  const file = resolve(given ?? join('dist', packageFile(architecture)));
  if (!existsSync(file)) throw new MissingPackageError(file);
  return file;
}
