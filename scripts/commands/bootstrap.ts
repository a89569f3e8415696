import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { bootstrapStateKey } from '../../infra/bootstrap/names.ts';
import type { Account } from '../../infra/bootstrap/parse-accounts.ts';
import { stateFileOf } from '../../infra/state-file-of.ts';
import { prepareProgram } from '../build/prepare-program.ts';
import { readConfiguration } from '../build/read-configuration.ts';
import { requireTerraform } from '../build/require-terraform.ts';
import { defineCommand } from '../cli/command.ts';
import { flag } from '../cli/options.ts';
import { root } from '../cli/project-root.ts';
import { runTool } from '../cli/run-tool.ts';
import { UsageError } from '../cli/usage-error.ts';
import { assertStateMayMove } from '../operations/assert-state-may-move.ts';
import { readStoredState } from '../operations/read-stored-state.ts';

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
    const { accounts } = await readConfiguration();
    assertStackExists(accounts, positionals[0]);
    requireTerraform();
    if (migrateState) {
      for (const account of accounts) if (positionals.includes(stackOf(account))) await assertMayMove(account);
    }
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

function stackOf({ name }: Pick<Account, 'name'>): string {
  return `bootstrap-${name}`;
}

/** cdktf itself does not name the stacks that exist. It takes patterns too, such as `bootstrap-*`. */
function assertStackExists(accounts: readonly Account[], stack = ''): void {
  const stacks = accounts.map(stackOf);
  if (stacks.length === 0 || stacks.includes(stack) || /^-|[*?[{!(]/.test(stack)) return;
  throw new UsageError(`There is no stack "${stack}"; expected one of ${stacks.join(', ')}`);
}

async function assertMayMove({ remoteState, ...account }: Account): Promise<void> {
  const file = path.join(root, stateFileOf(stackOf(account)));
  if (remoteState === undefined || !existsSync(file)) return;
  const { bucket, region, key = bootstrapStateKey, roleArn } = remoteState;
  if (roleArn !== undefined) {
    console.error(
      `s3://${bucket}/${key} was not checked, because only ${roleArn} reads it: a state of another stack there is overwritten.`,
    );
    return;
  }
  const stored = await readStoredState(new S3Client({ region }), { bucket, key });
  assertStateMayMove({ stored, local: readFileSync(file, 'utf8'), place: `${bucket}/${key}` });
}
