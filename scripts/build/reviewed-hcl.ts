import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { root } from '../cli/project-root.ts';
import { exampleConfiguration } from './configuration-file.ts';
import { synthesize } from './synthesize.ts';

const directory = join(root, 'test/fixtures/hcl');

/** Where the copy of a stack's HCL is kept: each in a folder of its own, since Terraform takes a folder for one stack. */
export const reviewedFile = (stack: string) => join(directory, stack, 'cdk.tf');

/**
 * The HCL of each environment, and of the bootstrap, by the name of its stack, as it is emitted and formatted; but for the hash of
 * the function's package, which changes with the function, not with the infrastructure.
 * @throws {Error} when Terraform, which formats it, is missing
 */
export async function emittedHcl(): Promise<Map<string, string>> {
  const outputDirectory = await mkdtemp(join(tmpdir(), 'reviewed-hcl-'));
  try {
    const functionPackage = join(outputDirectory, 'thumbnail.zip');
    await writeFile(functionPackage, '');
    const emitted = new Map<string, string>();
    for (const program of ['infra/main.ts', 'infra/bootstrap-main.ts']) {
      const options = { outputDirectory, hcl: true, functionPackage, program, configuration: exampleConfiguration };
      for (const stack of await synthesize(options)) {
        const hcl = await readFile(join(stack, 'cdk.tf'), 'utf8');
        emitted.set(basename(stack), hcl.replace(/\b[0-9A-F]{32}\b/g, 'HASH'));
      }
    }
    return emitted;
  } finally {
    await rm(outputDirectory, { recursive: true });
  }
}

/** Renews the copy of the HCL, and returns the files that it wrote. */
export async function updateReviewedHcl(): Promise<string[]> {
  const emitted = await emittedHcl();
  // Those of environments that are no more.
  await rm(directory, { recursive: true, force: true });
  const files: string[] = [];
  for (const [stack, hcl] of emitted) {
    const file = reviewedFile(stack);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, hcl);
    files.push(file);
  }
  return files;
}
