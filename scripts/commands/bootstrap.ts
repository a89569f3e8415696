import path from 'node:path';
import { prepareProgram } from '../build/prepare-program.ts';
import { requireTerraform } from '../build/require-terraform.ts';
import { defineCommand } from '../cli/command.ts';
import { flag } from '../cli/options.ts';
import { root } from '../cli/project-root.ts';
import { runTool } from '../cli/run-tool.ts';

export const command = defineCommand({
  summary: 'Create in an AWS account what it needs before the first deployment.',
  usage: ['npm run bootstrap -- STACK [--auto-approve] [--migrate-state] [-- OPTIONS...]'],
  description: 'The state bucket, the OIDC provider, and the roles of GitHub Actions: see docs/deploying.md.',
  options: {
    autoApprove: flag('do not ask before anything is created'),
    migrateState: flag('move the state to the backend that is configured now'),
  },
  positionals: {
    placeholder: 'STACK',
    description: 'such as bootstrap-main; behind a second --, further options of `cdktf deploy`',
    min: 1,
    max: Number.POSITIVE_INFINITY,
  },
  examples: {
    'npm run bootstrap -- bootstrap-main': 'after a look at the plan',
    'npm run bootstrap -- bootstrap-main --migrate-state': 'once its state is to be kept in the new bucket',
  },
  async run({ autoApprove, migrateState }, { positionals, signal }) {
    requireTerraform();
    // Relative to the project, whose path may have spaces.
    const program = path.relative(root, await prepareProgram('infra/bootstrap-main.ts'));
    return runTool(
      'cdktf-cli/bundle/bin/cdktf',
      [
        ...['deploy', '--app', `node ${program}`, '--output', 'cdktf.out/bootstrap'],
        ...(autoApprove ? ['--auto-approve'] : []),
        ...(migrateState ? ['--migrate-state'] : []),
        ...positionals,
      ],
      // cdktf reports each run to its makers otherwise.
      { signal, env: { CHECKPOINT_DISABLE: '1' } },
    );
  },
});
