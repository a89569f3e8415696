import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from './errors.ts';
import { type Configuration, loadConfiguration } from './load-configuration.ts';
import { synthApp } from './synth-app.ts';
import { App } from './terraform.ts';
import { warnOfLocalStates } from './warn-of-local-states.ts';

/**
 * Tests and trials set the variable to use a configuration of their own. The path is relative to the working directory, which is
 * always that of the project: the program itself is bundled into another directory.
 */
const configurationFile = path.resolve(process.env['ENVIRONMENTS_FILE'] ?? path.join('infra', 'environments.ts'));

/**
 * Writes the stacks that `describe` adds to the app. A problem that the user can fix is printed without a stack trace, and sets
 * the exit code.
 */
export async function runProgram(describe: (app: App, configuration: Configuration) => void): Promise<void> {
  try {
    // cdktf creates the directory that its CLI names, but not the ones above it, which a fresh clone lacks.
    const outdir = process.env['CDKTF_OUTDIR'];
    if (outdir !== undefined) mkdirSync(outdir, { recursive: true });
    const app = new App({ stackTraces: false });
    describe(app, await loadConfiguration(configurationFile));
    warnOfLocalStates(app, process.cwd());
    synthApp(app);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
