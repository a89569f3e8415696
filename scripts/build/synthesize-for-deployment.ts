import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../cli/project-root.ts';
import { preparePackage } from './prepare-package.ts';
import { readConfiguration } from './read-configuration.ts';
import { requireTerraform } from './require-terraform.ts';
import { synthesize } from './synthesize.ts';

/**
 * Builds the function unless it is current, writes the configuration of every environment, prints the files and the warnings, and
 * returns the exit code. The CLI of cdktf runs this as its app, so that it never deploys an old package.
 */
export async function synthesizeForDeployment(options: { hcl: boolean }): Promise<number> {
  const { CDKTF_OUTDIR: directoryOfCdktf, SYNTH_HCL_OUTPUT, FUNCTION_PACKAGE } = process.env;
  // Without Terraform, cdktf would fail later, and not say why.
  if (directoryOfCdktf !== undefined) requireTerraform();
  // The variable is for trials with another package.
  if (FUNCTION_PACKAGE === undefined) await preparePackages();
  const hcl = options.hcl || SYNTH_HCL_OUTPUT === 'true';
  const outputDirectory = path.resolve(root, directoryOfCdktf ?? (hcl ? 'cdktf.out.hcl' : 'cdktf.out'));
  // cdktf prints the warnings itself.
  const onWarning = (warning: string) => {
    if (directoryOfCdktf === undefined) console.error(`Warning: ${warning}`);
  };
  const stacks = await synthesize({ outputDirectory, hcl, onWarning });
  // cdktf deploys whatever it finds, and the bootstrap is an administrator's: npm run bootstrap.
  if (hcl && directoryOfCdktf === undefined) stacks.push(...(await addBootstrap(outputDirectory, onWarning)));
  for (const stack of stacks) {
    console.log(`Wrote ${path.relative(root, path.join(stack, hcl ? 'cdk.tf' : 'cdk.tf.json'))}`);
  }
  return 0;
}

/** Builds the zip of each architecture that an environment deploys, unless it deploys a released one. */
async function preparePackages(): Promise<void> {
  const { environments } = await readConfiguration();
  const built = environments.filter(({ functionPackage }) => functionPackage === undefined);
  for (const architecture of new Set(built.map((environment) => environment.architecture))) {
    await preparePackage(architecture);
  }
}

/** Writes the bootstrap beside the environments, for reading, and returns the directory of each of its stacks. */
async function addBootstrap(outputDirectory: string, onWarning: (warning: string) => void): Promise<string[]> {
  const apart = path.join(outputDirectory, 'bootstrap');
  const program = 'infra/bootstrap-main.ts';
  const stacks = await synthesize({ outputDirectory: apart, hcl: true, program, onWarning, exampleAccount: true });
  const added = stacks.map((stack) => path.join(outputDirectory, 'stacks', path.basename(stack)));
  await cp(path.join(apart, 'stacks'), path.join(outputDirectory, 'stacks'), { recursive: true });
  await rm(apart, { recursive: true });
  return added;
}
