import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../cli/project-root.ts';
import { prepareProgram } from './prepare-program.ts';

/**
 * Writes the pipeline as a module of Terraform: `main.tf.json`, a README and the function's zip.
 *
 * @param directory is created; these files in it are replaced
 * @param functionPackage the zip of the function
 * @throws {Error} when the module cannot be synthesized
 */
export async function synthesizeModule(directory: string, functionPackage: string): Promise<void> {
  const env = { ...process.env, MODULE_DIRECTORY: directory, SYNTH_HCL_OUTPUT: 'false' };
  await promisify(execFile)(process.execPath, [await prepareProgram('infra/module-main.ts')], { cwd: root, env });
  await cp(functionPackage, path.join(directory, 'thumbnail.zip'));
}
