import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environments } from './environments.ts';
import { MissingPackageError, SetupError } from './errors.ts';
import { parseEnvironments } from './parse-environments.ts';
import { PipelineStack } from './pipeline-stack.ts';
import { synthApp } from './synth-app.ts';
import { App } from './terraform.ts';

/** The variable is for trials with another package than the one that `npm run build` makes. */
const functionPackage = resolve(
  process.env['FUNCTION_PACKAGE'] ?? fileURLToPath(new URL('../dist/thumbnail.zip', import.meta.url)),
);

try {
  const settings = parseEnvironments(environments);
  if (!existsSync(functionPackage)) throw new MissingPackageError(functionPackage);
  const app = new App({ stackTraces: false });
  for (const environment of settings) new PipelineStack(app, { settings: environment, functionPackage });
  synthApp(app);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
