import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MissingPackageError } from './errors.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { runProgram } from './run-program.ts';

/** The variable is for tests with another package than that of `npm run build`. */
const functionPackage = resolve(
  process.env['FUNCTION_PACKAGE'] ?? fileURLToPath(new URL('../dist/thumbnail.zip', import.meta.url)),
);

await runProgram((app, { environments }) => {
  if (!existsSync(functionPackage)) throw new MissingPackageError(functionPackage);
  for (const settings of environments) new PipelineStack(app, { settings, functionPackage });
});
