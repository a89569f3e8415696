import { exampleAccount } from './bootstrap/example-account.ts';
import { parseAccounts } from './bootstrap/parse-accounts.ts';
import { BootstrapStack } from './bootstrap-stack.ts';
import { SetupError } from './errors.ts';
import { runProgram } from './run-program.ts';

/** Set where the stacks are only read: an example stands in for the accounts that have not been added yet. */
const needsNoAccount = process.env['EXAMPLE_ACCOUNT'] === 'true';

await runProgram((app, { accounts, environments }) => {
  if (accounts.length === 0 && !needsNoAccount) {
    throw new SetupError(
      'infra/environments.ts has no account; expected at least one in `accounts`. docs/deploying.md, step 2, shows how to add it.',
    );
  }
  const described = accounts.length > 0 ? accounts : parseAccounts(exampleAccount(environments), environments);
  for (const account of described) new BootstrapStack(app, account);
});
