import path from 'node:path';
import { checkConfiguration } from '../build/check-configuration.ts';
import { ownSnapshot } from '../build/hcl-snapshot.ts';
import { defineCommand } from '../cli/command.ts';
import { flag } from '../cli/options.ts';
import { root } from '../cli/project-root.ts';

export const command = defineCommand({
  summary: 'Check the settings, names and policies of infra/environments.ts.',
  usage: ['npm run check -- [--update]'],
  description:
    'If infra/snapshot/ has the HCL that the file synthesized to earlier, the command also compares it with what it synthesizes to now.',
  options: { update: flag('write infra/snapshot/ instead of comparing it') },
  examples: { 'npm run check -- --update': 'keep a snapshot, or accept how it has changed' },
  exitCodes: { 0: 'everything is right', 1: 'something is wrong, or the snapshot differs' },
  async run({ update }) {
    const { environments, stacks, warnings, written, differences } = await checkConfiguration(ownSnapshot, { update });
    for (const { name, region, isDeployedByGithub } of environments) {
      console.log(`${name} (${region}): deployed ${isDeployedByGithub ? 'by GitHub Actions' : 'by hand'}`);
    }
    console.log(`Synthesized ${stacks.join(', ')}: every policy holds.`);
    for (const warning of warnings) console.error(`Warning: ${warning}`);
    for (const file of written) console.log(`Wrote ${path.relative(root, file)}`);
    if (differences.length === 0) return 0;
    throw new Error(
      [
        'What infra/environments.ts synthesizes to differs from infra/snapshot/:',
        ...differences.map((difference) => `  - ${difference}`),
        'To accept this, run `npm run check -- --update`, then review `git diff infra/snapshot`.',
      ].join('\n'),
    );
  },
});
