import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { prepareFunction } from './prepare-function.ts';
import { synthesize } from './synthesize.ts';

/**
 * Builds the function unless it is current, writes the configuration of every environment, prints the files, and returns the
 * exit code.
 */
export async function synthesizeForDeployment({ hcl }: { hcl: boolean }): Promise<number> {
  const outputDirectory = path.join(root, hcl ? 'cdktf.out.hcl' : 'cdktf.out');
  // The variable is for trials with another package.
  if (process.env['FUNCTION_PACKAGE'] === undefined) await prepareFunction();
  for (const stack of await synthesize({ outputDirectory, hcl })) {
    console.log(`Wrote ${path.relative(root, path.join(stack, hcl ? 'cdk.tf' : 'cdk.tf.json'))}`);
  }
  return 0;
}
