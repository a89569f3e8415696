import { deploymentsOf } from '../../infra/deployments.ts';
import { emitHcl, type HclSnapshot, readSnapshot, writeSnapshot } from './hcl-snapshot.ts';
import { readConfiguration } from './read-configuration.ts';

export interface CheckedConfiguration {
  /** For each environment: its name and region, and whether GitHub Actions deploys it. */
  environments: { name: string; region: string; isDeployedByGithub: boolean }[];
  /** The names of the stacks that were synthesized. */
  stacks: string[];
  /** The warnings of the stacks. */
  warnings: string[];
  /** The files of the snapshot that were written. */
  written: string[];
  /** Where the kept snapshot differs from what was synthesized; empty when none is kept. */
  differences: string[];
}

/**
 * Synthesizes a configuration, which checks its settings, names and policies, and compares the result with the snapshot.
 * @param snapshot its configuration is checked; its directory may be missing, when the user keeps no snapshot
 * @param options.update writes the snapshot instead of comparing it
 * @throws {Error} when something is wrong with the configuration
 */
export async function checkConfiguration(
  snapshot: HclSnapshot,
  { update }: { update: boolean },
): Promise<CheckedConfiguration> {
  const configuration = await readConfiguration(snapshot.configuration);
  const deployed = new Set(deploymentsOf(configuration).map(({ name }) => name));
  const kept = await readSnapshot(snapshot);
  const warnings: string[] = [];
  const emitted = await emitHcl(snapshot.configuration, (warning) => warnings.push(warning));
  return {
    environments: configuration.environments.map(({ name, region }) => ({
      name,
      region,
      isDeployedByGithub: deployed.has(name),
    })),
    stacks: [...emitted.keys()],
    warnings,
    written: update ? await writeSnapshot(snapshot, emitted) : [],
    differences: update || !kept ? [] : differencesBetween(kept, emitted),
  };
}

function differencesBetween(kept: ReadonlyMap<string, string>, emitted: ReadonlyMap<string, string>): string[] {
  const stacks = [...new Set([...emitted.keys(), ...kept.keys()])];
  return stacks.flatMap((stack) => {
    const [before, after] = [kept.get(stack), emitted.get(stack)];
    if (before === undefined) return `${stack}: new`;
    if (after === undefined) return `${stack}: no longer synthesized`;
    return before === after ? [] : `${stack}: ${firstDifference(before.split('\n'), after.split('\n'))}`;
  });
}

function firstDifference(before: readonly string[], after: readonly string[]): string {
  const index = after.findIndex((line, at) => line !== before[at]);
  const at = index < 0 ? after.length : index;
  return `line ${at + 1} was \`${before[at]?.trim() ?? ''}\`, is \`${after[at]?.trim() ?? ''}\``;
}
