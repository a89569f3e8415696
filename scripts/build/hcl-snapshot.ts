import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { root } from '../cli/project-root.ts';
import { configurationFile, exampleConfiguration } from './configuration-file.ts';
import { readConfiguration } from './read-configuration.ts';
import { synthesize } from './synthesize.ts';

/** A kept copy of the HCL that a configuration synthesizes to. In its differences a reviewer sees what a change does in AWS. */
export interface HclSnapshot {
  /** The file that describes the environments and accounts. */
  configuration: string;
  /** Has a directory for each stack, since Terraform takes every file of a directory for one stack. */
  directory: string;
  /** The stacks that are kept, instead of all. */
  stacks?: readonly string[];
}

export const exampleSnapshot: HclSnapshot = {
  configuration: exampleConfiguration,
  directory: join(root, 'test', 'fixtures', 'hcl'),
  // The other environment has nothing that this one does not have.
  stacks: ['thumbnails-prod', 'bootstrap-main'],
};

const fileOf = ({ directory }: HclSnapshot, stack: string) => join(directory, stack, 'cdk.tf');

/** The user's own, once `npm run check -- --update` has written it. */
export const ownSnapshot: HclSnapshot = {
  configuration: configurationFile(),
  directory: join(root, 'infra', 'snapshot'),
};

/**
 * Returns the HCL of each environment, and of each account's bootstrap, by the name of the stack. The hash of the
 * function's package is left out, because it changes with the function, not with the infrastructure.
 * @throws {Error} when the configuration is wrong or violates a policy
 */
export async function emitHcl(
  configuration: string,
  onWarning: (warning: string) => void = () => {},
): Promise<Map<string, string>> {
  const outputDirectory = await mkdtemp(join(tmpdir(), 'hcl-snapshot-'));
  try {
    const functionPackage = join(outputDirectory, 'thumbnail.zip');
    await writeFile(functionPackage, '');
    const { accounts } = await readConfiguration(configuration);
    const emitted = new Map<string, string>();
    for (const program of ['infra/main.ts', ...(accounts.length > 0 ? ['infra/bootstrap-main.ts'] : [])]) {
      for (const stack of await synthesize({
        outputDirectory,
        hcl: true,
        functionPackage,
        program,
        configuration,
        onWarning,
      })) {
        const hcl = await readFile(join(stack, 'cdk.tf'), 'utf8');
        emitted.set(basename(stack), hcl.replace(/\b[0-9A-F]{32}\b/g, 'HASH'));
      }
    }
    return emitted;
  } finally {
    await rm(outputDirectory, { recursive: true });
  }
}

/** Returns the kept HCL by the name of the stack, or nothing when no snapshot is kept. */
export async function readSnapshot(snapshot: HclSnapshot): Promise<Map<string, string> | undefined> {
  const stacks = await readdir(snapshot.directory).catch(() => undefined);
  if (!stacks) return undefined;
  return new Map(
    await Promise.all(
      stacks.map(async (stack) => [stack, await readFile(fileOf(snapshot, stack), 'utf8').catch(() => '')] as const),
    ),
  );
}

/** Replaces the snapshot by the stacks that it keeps, and returns the files that it wrote. */
export async function writeSnapshot(snapshot: HclSnapshot, emitted: ReadonlyMap<string, string>): Promise<string[]> {
  await rm(snapshot.directory, { recursive: true, force: true });
  const files: string[] = [];
  for (const [stack, hcl] of emitted) {
    if (snapshot.stacks && !snapshot.stacks.includes(stack)) continue;
    const file = fileOf(snapshot, stack);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, hcl);
    files.push(file);
  }
  return files;
}
