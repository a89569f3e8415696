import { BootstrapStack } from './bootstrap-stack.ts';
import { SetupError } from './errors.ts';
import { runProgram } from './run-program.ts';

await runProgram((app, { accounts }) => {
  if (accounts.length === 0) {
    throw new SetupError(
      'infra/environments.ts has no account; expected at least one in `accounts`. docs/deploying.md, step 2, shows how to add it.',
    );
  }
  for (const account of accounts) new BootstrapStack(app, account);
});
